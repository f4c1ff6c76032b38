// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer;

import dev.rightsizing.backtest.Quantile;
import dev.rightsizing.backtest.SizeRule;
import dev.rightsizing.backtest.UsagePast;
import dev.rightsizing.model.Resource;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * KRR's two strategies. Both size memory by the greatest usage + 15 %. The simple one requests P95
 * of CPU, per pod, and of the pods the greatest; the other P66 of all pods' samples together, and
 * limits CPU to their P96. As shipped it rounds up, has floors and wants some history.
 *
 * <p>Source: robusta-dev/krr, robusta_krr/strategies/simple.py and simple_limit.py.
 */
public final class KrrRule implements SizeRule {
  private static final double CPU_QUANTILE = 0.95;
  private static final double REQUEST_QUANTILE = 0.66;
  private static final double LIMIT_QUANTILE = 0.96;
  private static final double MEMORY_MARGIN = 0.15;
  private static final double OOM_MARGIN = 0.25;

  /** 10m and 100 MiB. */
  private static final Floors FLOORS = new Floors(0.01, 100 * Floors.MIB);

  /** Over all pods. */
  private static final int LEAST_POINTS = 100;

  private static final Duration LEAST_HISTORY = Duration.ofHours(3);

  /** Which of the two. */
  public enum Strategy {
    SIMPLE("KRR simple"),
    SIMPLE_LIMIT("KRR simple_limit");

    private final String name;

    Strategy(String name) {
      this.name = name;
    }
  }

  private final Strategy strategy;
  private final Form form;

  public KrrRule(Strategy strategy, Form form) {
    this.strategy = strategy;
    this.form = form;
  }

  @Override
  public String name() {
    return strategy.name + (form == Form.RULE ? "" : ", as shipped");
  }

  @Override
  public OptionalDouble size(UsagePast past) {
    List<UsagePast> pods = List.of(past);
    return past.resource() == Resource.CPU ? cpuRequest(pods) : memory(pods, 0);
  }

  /**
   * Cores to request.
   *
   * @param pods the CPU usage of each
   */
  public OptionalDouble cpuRequest(List<UsagePast> pods) {
    if (lacking(pods)) {
      return OptionalDouble.empty();
    }
    return finished(
        Resource.CPU,
        strategy == Strategy.SIMPLE ? greatestP95(pods) : pooled(pods, REQUEST_QUANTILE));
  }

  /** Cores to limit to; empty with the simple strategy, which takes the limit away. */
  public OptionalDouble cpuLimit(List<UsagePast> pods) {
    return strategy == Strategy.SIMPLE || lacking(pods)
        ? OptionalDouble.empty()
        : finished(Resource.CPU, pooled(pods, LIMIT_QUANTILE));
  }

  /**
   * Bytes to request and to limit to.
   *
   * @param pods the memory usage of each
   * @param oomLimit the greatest limit in bytes at which one was killed; 0 without OOMs
   */
  public OptionalDouble memory(List<UsagePast> pods, double oomLimit) {
    if (lacking(pods)) {
      return OptionalDouble.empty();
    }
    double max = present(pods).stream().mapToDouble(UsagePast::max).max().orElseThrow();
    return finished(
        Resource.MEMORY, Math.max(max * (1 + MEMORY_MARGIN), oomLimit * (1 + OOM_MARGIN)));
  }

  private OptionalDouble finished(Resource resource, double size) {
    return OptionalDouble.of(form == Form.RULE ? size : FLOORS.roundAndRaise(resource, size));
  }

  private static double greatestP95(List<UsagePast> pods) {
    return present(pods).stream()
        .mapToDouble(pod -> Quantile.of(pod.values(), CPU_QUANTILE))
        .max()
        .orElseThrow();
  }

  private static double pooled(List<UsagePast> pods, double q) {
    return Quantile.of(
        pods.stream().flatMapToDouble(pod -> Arrays.stream(pod.values())).toArray(), q);
  }

  private static List<UsagePast> present(List<UsagePast> pods) {
    return pods.stream().filter(pod -> !pod.isEmpty()).toList();
  }

  private boolean lacking(List<UsagePast> pods) {
    List<UsagePast> present = present(pods);
    if (form == Form.RULE || present.isEmpty()) {
      return present.isEmpty();
    }
    Duration history =
        present.stream()
            .map(pod -> Duration.ofSeconds(pod.at() - pod.second(0)))
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return present.stream().mapToInt(UsagePast::count).sum() < LEAST_POINTS
        || history.compareTo(LEAST_HISTORY) < 0;
  }
}
