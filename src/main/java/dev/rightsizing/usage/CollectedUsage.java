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
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a collector holds of one window, as it was when it was read: later reads change nothing. */
public interface CollectedUsage {

  /**
   * One container's usage of one resource, pods combined; empty when there is none.
   *
   * @param percentile the policy's, 1 to 100
   */
  Optional<UsageSummary> summary(ContainerRef container, Resource resource, double percentile);

  /** The peak of each hour of the window, the greatest over pods; cores or bytes. */
  HourlyValues peaks(ContainerRef container, Resource resource);

  /**
   * One container's usage by hour: one history, or one a pod where pods are kept apart; none when
   * there is no usage. Only the hours of {@code [firstHour, endHour)} are this window's.
   */
  List<HourlySketches> hours(ContainerRef container, Resource resource);

  /** First hour of the window, in hours since the epoch. */
  long firstHour();

  /** The hour after the window's last. */
  long endHour();

  /** Pods of a workload that had usage, summed over the steps of the window. */
  long podSteps(WorkloadRef workload);

  /**
   * Pods of a workload that had usage in one hour of the window, the mean over those of its steps
   * that hold any usage; 0 where none does.
   */
  double pods(WorkloadRef workload, long hour);

  /** The first hour of the window in which a workload had usage; empty where it had none. */
  OptionalLong firstHourOf(WorkloadRef workload);

  /** How many steps of the window from an hour on hold any usage, of whatever pod. */
  long observedSteps(long fromHour);

  /** The first step of the window from an hour on that holds any usage; empty where none does. */
  Optional<Instant> firstObserved(long fromHour);

  /** Whether the source has any series of a resource in the namespaces of this request. */
  boolean hasSeries(Resource resource);

  /** What would have improved the figures and could not be had, and why. */
  List<String> missing();

  /** What this read cost; little when most was there already. */
  ReadReport report();

  /** Start of the window. */
  Instant from();

  /** Last step of the window. */
  Instant to();

  /** PromQL for the evidence, one a resource, also when nothing new was read. */
  List<String> promql(String namespace);

  /** What was left out of a container's usage because it cannot be; empty where nothing was. */
  Optional<DroppedSamples> dropped(ContainerRef container, Resource resource);

  /** Namespaces with workloads but without usage, and why. */
  List<Absence> absences();

  /** How far reads of a namespace look back where its samples are further apart than usual. */
  Optional<Duration> widenedRange(String namespace, Resource resource);
}
