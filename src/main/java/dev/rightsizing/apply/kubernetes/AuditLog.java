// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import dev.rightsizing.apply.Actuator.Provenance;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.WorkloadRef;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** One line for each write: who wanted it, what it changed, and why. */
final class AuditLog {
  static final String CATEGORY = "rightsizing.audit";

  private static final Logger LOG = Logger.getLogger(CATEGORY);
  private static final int LONGEST = 500;
  private static final String NONE = "none";

  /**
   * Sizes were written.
   *
   * @param object kind and name of what was patched
   * @param before its sizes before that
   */
  void sizes(
      Provenance by,
      WorkloadRef ref,
      String object,
      SpecView before,
      Map<SizeField, Optional<Amount>> changes) {
    String what =
        changes.entrySet().stream()
            .map(
                change ->
                    "%s %s -> %s"
                        .formatted(
                            change.getKey().text(),
                            before.quantity(change.getKey()).orElse(NONE),
                            change.getValue().map(Amount::toQuantity).orElse(NONE)))
            .collect(Collectors.joining(", "));
    write(by, ref, object, what);
  }

  /** A target of an autoscaler was written. */
  void target(Provenance by, WorkloadRef ref, String object, String field, int from, int to) {
    write(by, ref, object, "%s %d%% -> %d%%".formatted(field, from, to));
  }

  private void write(Provenance by, WorkloadRef ref, String object, String what) {
    LOG.infof(
        "policy %s, Recommendation %s/%s@%s, workload %s: patched %s: %s; reason: %s",
        PlainText.line(by.policy()),
        ref.namespace(),
        PlainText.line(by.recommendation()),
        PlainText.line(by.version()),
        ref,
        PlainText.line(object),
        PlainText.line(what),
        PlainText.line(by.reason(), LONGEST));
  }
}
