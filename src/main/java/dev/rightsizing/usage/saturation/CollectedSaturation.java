// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.saturation;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.saturation.Saturation;
import dev.rightsizing.usage.ReadReport;
import java.util.List;

/**
 * What a collector holds of one window, for the containers of many namespaces, as it was when it
 * was read: later reads change nothing.
 */
public final class CollectedSaturation {
  private final SaturationHistory history;
  private final long firstHour;
  private final List<MissingEvidence> missing;
  private final ReadReport report;

  CollectedSaturation(
      SaturationHistory history, long firstHour, List<MissingEvidence> missing, ReadReport report) {
    this.history = history;
    this.firstHour = firstHour;
    this.missing = List.copyOf(missing);
    this.report = report;
  }

  /** Of which nothing was read. */
  public static CollectedSaturation unread() {
    return new CollectedSaturation(new SaturationHistory(), 0, List.of(), ReadReport.NOTHING);
  }

  /** What is known of one container; {@link Saturation#NONE} where that is nothing. */
  public Saturation of(ContainerRef container) {
    return history.since(container, firstHour);
  }

  /** What is not recorded or could not be read now, with the reason. */
  public List<MissingEvidence> missing() {
    return missing;
  }

  /** What this read cost. */
  public ReadReport report() {
    return report;
  }
}
