// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.LivePod.Ended;
import dev.rightsizing.model.apply.LivePod.LiveContainer;
import dev.rightsizing.model.apply.LivePod.ResizeReport;
import dev.rightsizing.model.apply.ResizeState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pod of one container, {@code app}, on a node that always has room. */
final class SimulatedPod {
  static final String CONTAINER = "app";

  final String name;
  final Instant created;
  final String revision;
  final Map<Resource, Size> first;
  Map<Resource, Size> spec;
  Map<Resource, Size> actual;
  boolean bound = true;
  boolean deleting;
  boolean ready = true;
  Instant readySince;
  ResizeState state = ResizeState.DONE;
  String words = "";
  Optional<Instant> stateSince = Optional.empty();
  int ticks;
  int restarts;
  Optional<Ended> last = Optional.empty();
  Optional<String> waiting = Optional.empty();
  Instant started;
  Optional<String> appliedBy = Optional.empty();
  List<Resource> restartsFor = List.of();

  SimulatedPod(String name, Instant created, String revision, Map<Resource, Size> sizes) {
    this.name = name;
    this.created = created;
    this.revision = revision;
    this.first = Map.copyOf(sizes);
    this.spec = first;
    this.actual = spec;
    this.started = created;
    this.readySince = created;
  }

  void restart(String reason, Instant at) {
    restarts++;
    last = Optional.of(new Ended(reason, 137, at));
    started = at;
  }

  void ready(boolean value, Instant at) {
    if (ready != value) {
      ready = value;
      readySince = at;
    }
  }

  LivePod seen() {
    return new LivePod(
        name,
        "uid-" + name,
        created,
        bound ? Optional.of("node-1") : Optional.empty(),
        deleting,
        ready && bound,
        Optional.of(readySince),
        "Burstable",
        revision,
        false,
        false,
        false,
        false,
        appliedBy,
        new ResizeReport(state, words, stateSince),
        List.of(
            new LiveContainer(
                CONTAINER,
                ContainerRole.MAIN,
                spec,
                actual,
                Map.of(),
                false,
                restartsFor,
                restarts,
                Optional.of(started),
                waiting,
                last)));
  }
}
