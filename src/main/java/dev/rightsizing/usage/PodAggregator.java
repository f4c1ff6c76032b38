// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.Aggregation;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.PodOwners;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.sizing.sketch.Samples;
import java.util.ArrayList;
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
  private final long mostSteps;
  private final Map<SeriesGroup, StepValues> lanes = new HashMap<>();
  private final Map<String, Map<String, Optional<WorkloadRef>>> ownersSeen = new HashMap<>();
  private long steps;

  /**
   * @param mostSteps steps of all containers together that are taken into memory, eight bytes each
   */
  PodAggregator(UsageQuery query, PodOwners owners, UsageHistory history, long mostSteps) {
    this.query = query;
    this.owners = owners;
    this.history = history;
    this.pods = new SlicePods(query);
    this.mostSteps = mostSteps;
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
    StepValues into =
        lanes.computeIfAbsent(
            new SeriesGroup(new ContainerRef(owner.get(), key.container()), laneOf(key.pod())),
            lane -> new StepValues());
    long start = query.from().getEpochSecond();
    long step = query.step().toSeconds();
    int end = Math.toIntExact(query.points());
    int from = firstWithin(unixSeconds, count, start);
    int to = from;
    while (to < count && unixSeconds[to] < start + end * step) {
      to++;
    }
    if (from == to) {
      return;
    }
    int at = (int) ((unixSeconds[from] - start) / step);
    this.steps += into.cover(at, (int) ((unixSeconds[to - 1] - start) / step));
    if (this.steps > mostSteps) {
      throw new AnswerTooLargeException(mostSteps + " steps of containers");
    }
    into.put(at, values[from]);
    for (int i = from + 1; i < to; i++) {
      // Nearly always the next step; a division is dear.
      at =
          unixSeconds[i] - unixSeconds[i - 1] == step
              ? at + 1
              : (int) ((unixSeconds[i] - start) / step);
      into.put(at, values[i]);
    }
  }

  private static int firstWithin(long[] unixSeconds, int count, long start) {
    int from = 0;
    while (from < count && unixSeconds[from] < start) {
      from++;
    }
    return from;
  }

  private String laneOf(String pod) {
    return history.aggregation() == Aggregation.MAX_OVER_PODS ? "" : pod;
  }

  /** Puts the slice into the history, in place of what is there from its first hour on. */
  void commit() {
    pods.commit(history.pods());
    Map<Track, List<StepValues>> tracks = new HashMap<>();
    lanes.forEach(
        (lane, values) ->
            tracks
                .computeIfAbsent(
                    new Track(lane.container(), history.trackOf(lane.pod())),
                    t -> new ArrayList<>(1))
                .add(values));
    Samples samples = new Samples();
    long fromHour = Math.floorDiv(query.from().getEpochSecond(), 3600L);
    tracks.forEach(
        (track, pods) -> {
          fill(samples, pods);
          history.track(track.container(), track.pod()).replaceFrom(fromHour, samples);
        });
  }

  private void fill(Samples samples, List<StepValues> pods) {
    samples.clear();
    long start = query.from().getEpochSecond();
    long step = query.step().toSeconds();
    int first = Integer.MAX_VALUE;
    int end = 0;
    for (StepValues pod : pods) {
      first = Math.min(first, pod.first());
      end = Math.max(end, pod.end());
    }
    for (int i = first; i < end; i++) {
      for (StepValues pod : pods) {
        double value = pod.at(i);
        if (!Double.isNaN(value)) {
          samples.add(start + i * step, value);
        }
      }
    }
  }

  private record SeriesGroup(ContainerRef container, String pod) {}

  private record Track(ContainerRef container, String pod) {}
}
