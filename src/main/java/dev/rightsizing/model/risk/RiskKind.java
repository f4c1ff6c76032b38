// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.risk;

import dev.rightsizing.model.Reason;
import java.util.Arrays;
import java.util.Optional;

/** What is watched of a container. */
public enum RiskKind {
  /** The CPU limit holds it back. */
  THROTTLING("Throttling", Reason.THROTTLING_RISK),
  /** Its memory is near the limit. */
  MEMORY("Memory", Reason.MEMORY_RISK),
  /** It was killed for want of memory. */
  OOM_KILL("OomKill", Reason.OOM_KILLED);

  private final String text;
  private final Reason reason;

  RiskKind(String text, Reason reason) {
    this.text = text;
    this.reason = reason;
  }

  /** As the status shows it. */
  public String text() {
    return text;
  }

  /** The reason that conditions and Events give while it is a risk. */
  public Reason reason() {
    return reason;
  }

  /** The kind of that text, if there is one. */
  public static Optional<RiskKind> of(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
  }
}
