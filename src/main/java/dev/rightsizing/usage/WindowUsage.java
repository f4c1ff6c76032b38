// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.DroppedSamples;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.saturation.HourlyValues;
import dev.rightsizing.sizing.sketch.HourlySketches;
import dev.rightsizing.usage.absence.Absence;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A window over what was known of both resources when it was read; later reads do not change it.
 */
record WindowUsage(
    CollectWindow window, Duration step, Map<Resource, ResourceReads> reads, List<String> missing)
    implements CollectedUsage {

  WindowUsage {
    reads = Map.copyOf(reads);
    missing = List.copyOf(missing);
  }

  @Override
  public Optional<UsageSummary> summary(
      ContainerRef container, Resource resource, double percentile) {
    return reads.get(resource).history().summary(container, window.firstHour(), percentile, step);
  }

  @Override
  public HourlyValues peaks(ContainerRef container, Resource resource) {
    return reads.get(resource).history().peaks(container, window.firstHour());
  }

  @Override
  public List<HourlySketches> hours(ContainerRef container, Resource resource) {
    return reads.get(resource).history().tracks(container);
  }

  @Override
  public Optional<DroppedSamples> dropped(ContainerRef container, Resource resource) {
    return reads.get(resource).history().dropped().since(container, window.firstHour());
  }

  @Override
  public List<Absence> absences() {
    return reads.values().stream().flatMap(read -> read.absences().stream()).toList();
  }

  @Override
  public Optional<Duration> widenedRange(String namespace, Resource resource) {
    return Optional.ofNullable(reads.get(resource).queries().widened().get(namespace))
        .map(SentQueries.Widened::range);
  }

  @Override
  public long firstHour() {
    return window.firstHour();
  }

  @Override
  public long endHour() {
    return window.endHour();
  }

  /** Memory is there as soon as a pod is, CPU a sample later; where one is missing, the other. */
  private PodCounts pods(WorkloadRef workload) {
    PodCounts memory = reads.get(Resource.MEMORY).history().pods();
    PodCounts cpu = reads.get(Resource.CPU).history().pods();
    return memory.podSteps(workload, window.firstHour())
            >= cpu.podSteps(workload, window.firstHour())
        ? memory
        : cpu;
  }

  @Override
  public long podSteps(WorkloadRef workload) {
    return pods(workload).podSteps(workload, window.firstHour());
  }

  @Override
  public double pods(WorkloadRef workload, long hour) {
    return pods(workload).pods(workload, hour);
  }

  @Override
  public OptionalLong firstHourOf(WorkloadRef workload) {
    return pods(workload).firstHour(workload, window.firstHour());
  }

  @Override
  public long observedSteps(long fromHour) {
    return reads.values().stream()
        .mapToLong(r -> r.history().pods().observedSteps(Math.max(fromHour, window.firstHour())))
        .max()
        .orElse(0);
  }

  @Override
  public Optional<Instant> firstObserved(long fromHour) {
    return reads.values().stream()
        .map(
            r ->
                r.history()
                    .pods()
                    .firstObserved(Math.max(fromHour, window.firstHour()), step.toSeconds()))
        .filter(OptionalLong::isPresent)
        .map(first -> Instant.ofEpochSecond(first.getAsLong()))
        .min(Comparator.naturalOrder());
  }

  @Override
  public boolean hasSeries(Resource resource) {
    return reads.get(resource).hasSeries();
  }

  @Override
  public ReadReport report() {
    return reads.values().stream()
        .map(ResourceReads::report)
        .reduce(ReadReport.NOTHING, ReadReport::plus);
  }

  @Override
  public Instant from() {
    return window.from();
  }

  @Override
  public Instant to() {
    return window.to();
  }

  @Override
  public List<String> promql(String namespace) {
    return reads.values().stream()
        .map(read -> read.queries().of(namespace))
        .filter(query -> !query.isEmpty())
        .toList();
  }
}
