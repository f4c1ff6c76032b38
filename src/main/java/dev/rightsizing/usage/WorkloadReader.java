// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.Resource;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the usage of one workload over a whole window by one query per resource, and keeps nothing.
 * Where the policy's step would make an answer larger than the sample budget, the step is longer,
 * up to an hour: then each value is over that much time.
 */
public final class WorkloadReader {
  private static final List<Duration> STEPS =
      List.of(
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1));

  /** Pods that came and went, and those of workloads with similar names. */
  private static final int SPARE = 2;

  private final CollectorSettings settings;
  private final Clock clock;

  public WorkloadReader(CollectorSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What was read.
   *
   * @param step distance of its samples
   */
  public record Answer(CollectedUsage usage, Duration step) {}

  /**
   * The workload's usage.
   *
   * @throws UsageException when it cannot be read, or is too much for one answer
   */
  public Answer read(UsageSource source, WorkloadRead read) throws UsageException {
    Duration step = step(read);
    CollectWindow window = CollectWindow.ending(clock.instant(), read.window().lookback(), step);
    Map<Resource, ResourceReads> reads = new EnumMap<>(Resource.class);
    for (Resource resource : Resource.values()) {
      reads.put(resource, read(source, read, resource, window, step));
    }
    return new Answer(new WindowUsage(window, step, reads, List.of()), step);
  }

  private ResourceReads read(
      UsageSource source, WorkloadRead read, Resource resource, CollectWindow window, Duration step)
      throws UsageException {
    String namespace = read.workload().namespace();
    UsageHistory history = new UsageHistory(resource, read.window().aggregation());
    UsageQuery query =
        new UsageQuery(
            resource,
            new TreeSet<>(Set.of(namespace)),
            window.from(),
            window.to(),
            step,
            UsageQuery.usualRange(resource, step),
            PodNames.pattern(read.workload()));
    PodAggregator pods =
        new PodAggregator(
            query,
            (of, pod) -> read.owners().ownerOf(of, pod).filter(read.workload()::equals),
            history,
            settings.sampleBudget());
    boolean[] any = new boolean[1];
    ReadReport report =
        source.read(
            query,
            (key, seconds, values, count) -> {
              any[0] = true;
              pods.series(key, seconds, values, count);
            });
    pods.commit();
    SentQueries sent =
        new SentQueries(report.promql().isEmpty() ? "" : report.promql().get(0), Map.of());
    return new ResourceReads(resource, history, report, sent, any[0], List.of());
  }

  /** The shortest step of which the answer fits, not under the policy's. */
  private Duration step(WorkloadRead read) {
    Duration step = read.window().step();
    for (Duration longer : STEPS) {
      long points = read.window().lookback().dividedBy(step) + 1;
      boolean fits =
          points <= ReadPlan.MOST_POINTS
              && points * Math.max(1, read.series()) * SPARE <= settings.sampleBudget();
      if (fits) {
        return step;
      }
      step = longer.compareTo(step) > 0 ? longer : step;
    }
    return step;
  }
}
