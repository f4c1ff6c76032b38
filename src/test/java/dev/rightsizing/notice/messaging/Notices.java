// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice.messaging;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.risk.RiskKind;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.notice.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Notices as the risk watch makes them. */
public final class Notices {
  private static final Instant AT = Instant.parse("2026-03-04T10:20:00Z");
  private static final Notice.Subject POLICY =
      new Notice.Subject("rightsizing.dev/v1alpha1", "RightSizingPolicy", "shop", "shop", "");

  private Notices() {}

  /** Memory of a Deployment came near its limit. */
  public static Notice memory(String workload, String crossing) {
    return memory(workload, crossing, "Container app: memory is at 92 % of its limit 1Gi");
  }

  /** As docs/messages.md shows it. */
  public static Notice documented() {
    return memory(
        "web",
        "c1",
        "Critical: container app is at 92 % of its memory limit 1Gi (over 90 % for 5m since"
            + " 2026-03-04T10:15:00Z; pod web-1 uses 942Mi)",
        new Notice.Advice(Optional.of("1200Mi"), Optional.of("1200Mi")));
  }

  /** The same with another sentence. */
  public static Notice memory(String workload, String crossing, String sentence) {
    return memory(
        workload, crossing, sentence, new Notice.Advice(Optional.of("900Mi"), Optional.empty()));
  }

  private static Notice memory(
      String workload, String crossing, String sentence, Notice.Advice advice) {
    return new Notice(
        new Notice.Subject("apps/v1", "Deployment", "shop", workload, "u-" + workload),
        Optional.of(
            new Notice.Subject(
                "rightsizing.dev/v1alpha1",
                "Recommendation",
                "shop",
                "deployment-" + workload,
                "u-r")),
        Reason.MEMORY_RISK,
        true,
        sentence
            + "; advised: request %s, limit %s"
                .formatted(advice.request().orElse("none"), advice.limit().orElse("none")),
        new Notice.Details(
            Optional.of(POLICY),
            List.of(
                new Notice.Change(
                    "app",
                    RiskKind.MEMORY,
                    "",
                    RiskLevel.NONE,
                    RiskLevel.CRITICAL,
                    Instant.parse("2026-03-04T10:15:00Z"),
                    sentence,
                    Optional.of(advice)))),
        crossing,
        AT);
  }

  /** The same workload with another reason. */
  public static Notice of(Reason reason, boolean warning) {
    Notice memory = memory("web", "c");
    return new Notice(
        memory.regarding(),
        memory.related(),
        reason,
        warning,
        memory.note(),
        memory.details(),
        memory.crossing(),
        AT);
  }

  /** Very many at once, reported on the policy. */
  public static Notice many() {
    return new Notice(
        POLICY,
        Optional.empty(),
        Reason.MANY_AT_RISK,
        true,
        "The risk of 12 workloads changed at once",
        new Notice.Details(Optional.of(POLICY), List.of()),
        "c",
        AT);
  }
}
