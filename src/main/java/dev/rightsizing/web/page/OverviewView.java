// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.page;

import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.api.v1alpha1.recommendation.risk.RiskLevel;
import dev.rightsizing.web.attention.Attention;
import dev.rightsizing.web.data.Money;
import dev.rightsizing.web.data.PolicyRow;
import dev.rightsizing.web.data.QuotaBar;
import dev.rightsizing.web.data.RecommendationRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The overview as its template shows it.
 *
 * @param savings one per currency
 * @param counts of what the person may see
 * @param queue the attention queue's beginning
 * @param more how many entries the queue has beyond that
 * @param risks workloads at risk, the worst first
 * @param namespaces savings by namespace, the greatest first
 * @param quotas the fullest first
 */
public record OverviewView(
    List<String> savings,
    Counts counts,
    List<Entry> queue,
    int more,
    List<AtRisk> risks,
    List<NamespaceSaving> namespaces,
    List<QuotaBar> quotas) {
  private static final int QUEUE_SHOWN = 12;
  private static final int RISKS_SHOWN = 12;
  private static final int NAMESPACES_SHOWN = 12;
  private static final int QUOTAS_SHOWN = 24;
  private static final int FULL = 100;

  /** How many there are. */
  public record Counts(
      int workloads, int namespaces, long emergency, long critical, long warning, long pending) {}

  /** An entry of the attention queue. */
  public record Entry(Attention what, Optional<When> since, Optional<String> left) {}

  /** A workload at risk. */
  public record AtRisk(RecommendationRow row, Optional<When> since, Optional<String> left) {}

  /**
   * What a namespace would save.
   *
   * @param url of the table with its Recommendations
   * @param width of its bar, in percent of the greatest of the same currency
   */
  public record NamespaceSaving(
      String namespace, String text, boolean grows, int workloads, int width, String url) {}

  static OverviewView of(
      List<RecommendationRow> rows, List<PolicyRow> policies, List<Attention> queue, Instant now) {
    return new OverviewView(
        Totals.of(rows).stream().map(Totals.Total::text).toList(),
        counts(rows),
        queue.stream().limit(QUEUE_SHOWN).map(what -> entry(what, now)).toList(),
        Math.max(0, queue.size() - QUEUE_SHOWN),
        risks(rows, now),
        namespaces(rows),
        quotas(policies));
  }

  private static Counts counts(List<RecommendationRow> rows) {
    return new Counts(
        rows.size(),
        (int) rows.stream().map(row -> row.object().namespace()).distinct().count(),
        level(rows, RiskLevel.Emergency),
        level(rows, RiskLevel.Critical),
        level(rows, RiskLevel.Warning),
        rows.stream().filter(row -> row.decision() == Decision.Pending).count());
  }

  private static long level(List<RecommendationRow> rows, RiskLevel level) {
    return rows.stream().filter(row -> row.risk().level() == level).count();
  }

  private static Entry entry(Attention what, Instant now) {
    return new Entry(what, what.since().map(at -> When.of(at, now)), what.left().map(When::text));
  }

  private static List<AtRisk> risks(List<RecommendationRow> rows, Instant now) {
    return rows.stream()
        .filter(row -> row.risk().isAtRisk())
        .sorted(
            Comparator.comparing((RecommendationRow row) -> -row.risk().severity())
                .thenComparing(row -> row.risk().minutesToLimit().orElse(Long.MAX_VALUE))
                .thenComparing(row -> row.risk().since().orElse(Instant.MAX))
                .thenComparing(RecommendationRow::path))
        .limit(RISKS_SHOWN)
        .map(
            row ->
                new AtRisk(
                    row,
                    row.risk().since().map(at -> When.of(at, now)),
                    row.risk()
                        .minutesToLimit()
                        .map(minutes -> When.text(java.time.Duration.ofMinutes(minutes)))))
        .toList();
  }

  private record Key(String currency, String namespace) {}

  private static List<NamespaceSaving> namespaces(List<RecommendationRow> rows) {
    Map<Key, List<RecommendationRow>> groups =
        rows.stream()
            .filter(row -> row.saving().monthly().isPresent())
            .collect(
                Collectors.groupingBy(
                    row -> new Key(row.saving().currency(), row.object().namespace())));
    Map<Key, BigDecimal> sums =
        groups.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, group -> sum(group.getValue())));
    Map<String, BigDecimal> greatest = new TreeMap<>();
    sums.forEach((key, sum) -> greatest.merge(key.currency(), sum.abs(), BigDecimal::max));
    return sums.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<Key, BigDecimal> sum) -> sum.getValue())
                .reversed()
                .thenComparing(sum -> sum.getKey().namespace()))
        .limit(NAMESPACES_SHOWN)
        .map(
            sum ->
                new NamespaceSaving(
                    sum.getKey().namespace(),
                    Money.text(sum.getValue()) + " " + sum.getKey().currency(),
                    sum.getValue().signum() < 0,
                    groups.get(sum.getKey()).size(),
                    share(sum.getValue().abs(), greatest.get(sum.getKey().currency())),
                    TableQuery.PATH
                        + "?namespace="
                        + URLEncoder.encode(sum.getKey().namespace(), StandardCharsets.UTF_8)))
        .toList();
  }

  private static BigDecimal sum(List<RecommendationRow> rows) {
    return rows.stream().map(row -> row.saving().orZero()).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static int share(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? 0
        : part.multiply(BigDecimal.valueOf(FULL)).divide(whole, RoundingMode.HALF_UP).intValue();
  }

  private static List<QuotaBar> quotas(List<PolicyRow> policies) {
    return policies.stream()
        .flatMap(policy -> policy.quotas().stream())
        .distinct()
        .sorted(
            Comparator.comparing((QuotaBar bar) -> -bar.used().percent().orElse(-1))
                .thenComparing(QuotaBar::namespace)
                .thenComparing(QuotaBar::quota)
                .thenComparing(QuotaBar::resource))
        .limit(QUOTAS_SHOWN)
        .toList();
  }
}
