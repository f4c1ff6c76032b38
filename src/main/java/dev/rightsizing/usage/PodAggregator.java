// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.Aggregation;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.PodOwners;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.sizing.sketch.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the series of one slice of time and combines them: series of one container of one pod
 * (restarts, HA pairs) by maximum, pods as the policy's aggregation says. Holds raw samples for the
 * length of the slice only.
 */
final class PodAggregator implements SampleSink {
  private final UsageQuery query;
  private final PodOwners owners;
  private final UsageHistory history;
  private final SlicePods pods;
  private final Map<SeriesGroup, double[]> lanes = new HashMap<>();
  private final Map<String, Map<String, Optional<WorkloadRef>>> ownersSeen = new HashMap<>();

  PodAggregator(UsageQuery query, PodOwners owners, UsageHistory history) {
    this.query = query;
    this.owners = owners;
    this.history = history;
    this.pods = new SlicePods(query);
  }

  @Override
  public void series(SeriesKey key, long[] unixSeconds, double[] values, int count) {
    Optional<WorkloadRef> owner =
        ownersSeen
            .computeIfAbsent(key.namespace(), n -> new HashMap<>())
            .computeIfAbsent(key.pod(), pod -> owners.ownerOf(key.namespace(), pod));
    pods.series(owner, key.pod(), unixSeconds, count);
    if (owner.isEmpty()) {
      return;
    }
    SeriesGroup lane =
        new SeriesGroup(new ContainerRef(owner.get(), key.container()), laneOf(key.pod()));
    double[] steps = lanes.computeIfAbsent(lane, l -> emptySteps());
    long first = query.from().getEpochSecond();
    long step = query.step().toSeconds();
    for (int i = 0; i < count; i++) {
      long at = Math.floorDiv(unixSeconds[i] - first, step);
      if (at >= 0 && at < steps.length && !(steps[(int) at] >= values[i])) {
        steps[(int) at] = values[i];
      }
    }
  }

  private String laneOf(String pod) {
    return history.aggregation() == Aggregation.MAX_OVER_PODS ? "" : pod;
  }

  private double[] emptySteps() {
    double[] steps = new double[Math.toIntExact(query.points())];
    Arrays.fill(steps, Double.NaN);
    return steps;
  }

  /** Puts the slice into the history, in place of what is there from its first hour on. */
  void commit() {
    pods.commit(history.pods());
    Map<Track, List<double[]>> tracks = new HashMap<>();
    lanes.forEach(
        (lane, steps) ->
            tracks
                .computeIfAbsent(
                    new Track(lane.container(), history.trackOf(lane.pod())),
                    t -> new ArrayList<>(1))
                .add(steps));
    Samples samples = new Samples();
    long fromHour = Math.floorDiv(query.from().getEpochSecond(), 3600L);
    tracks.forEach(
        (track, pods) -> {
          fill(samples, pods);
          history.track(track.container(), track.pod()).replaceFrom(fromHour, samples);
        });
  }

  private void fill(Samples samples, List<double[]> pods) {
    samples.clear();
    double[][] values = pods.toArray(new double[0][]);
    long first = query.from().getEpochSecond();
    long step = query.step().toSeconds();
    for (int i = 0; i < values[0].length; i++) {
      long second = first + i * step;
      for (double[] steps : values) {
        if (!Double.isNaN(steps[i])) {
          samples.add(second, steps[i]);
        }
      }
    }
  }

  private record SeriesGroup(ContainerRef container, String pod) {}

  private record Track(ContainerRef container, String pod) {}
}
