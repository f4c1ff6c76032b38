// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Uncovered;
import java.util.Comparator;
import java.util.List;

/** Pods that no size reaches, named as in a policy's {@code status.notCovered}. */
@JsonPropertyOrder({"namespace", "reason", "names", "owners", "pods", "cpu", "memory", "message"})
public record NotCoveredRow(
    String namespace,
    String reason,
    List<String> names,
    int owners,
    int pods,
    String cpu,
    String memory,
    String message) {

  static final Comparator<NotCoveredRow> ORDER =
      Comparator.comparing(NotCoveredRow::namespace).thenComparing(NotCoveredRow::reason);

  public NotCoveredRow {
    names = List.copyOf(names);
  }

  static NotCoveredRow of(Uncovered of) {
    return new NotCoveredRow(
        of.namespace(),
        of.cause().text(),
        of.names(),
        of.owners(),
        of.pods(),
        of.requested(Resource.CPU).toQuantity(),
        of.requested(Resource.MEMORY).toQuantity(),
        of.sentence());
  }

  /** For people. */
  String line() {
    return namespace + ": " + message;
  }
}
