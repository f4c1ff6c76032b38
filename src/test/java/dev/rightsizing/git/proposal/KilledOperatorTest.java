// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.git.proposal.Faults.Kind;
import dev.rightsizing.git.request.Requests;
import dev.rightsizing.model.WorkloadRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills the operator before and after each call of a pass, and fails each call: what the next
 * passes make of it is what a pass without any of that would have made.
 */
class KilledOperatorTest {

  /** A pass with something to do, after some that ended well. */
  enum Story {
    OPENS(w -> {}),
    UPDATES(
        w -> {
          w.first.passes();
          w.needs.put(w.refs.get(0), 400);
        }),
    ADDS_TO_A_PERSONS_BRANCH(
        w -> {
          w.first.passes();
          w.git.personCommits(w.branch(), "README.md", "Mine\n");
          w.needs.put(w.refs.get(0), 400);
        }),
    MAKES_ITS_BRANCH_ANEW(
        w -> {
          w.first.passes();
          w.personSets("main", w.refs.get(2), 900);
        }),
    CLOSES(
        w -> {
          w.first.passes();
          w.needs.clear();
        }),
    CLOSES_WHAT_A_LABEL_REJECTS(
        w -> {
          w.first.passes();
          w.host.label(w.openRequest(), List.of(ProposalPass.REJECT_LABEL));
        }),
    CLEANS_UP_AFTER_A_MERGE(
        w -> {
          w.first.passes();
          w.host.merge(w.openRequest(), true);
        }),
    GOES_ON_AFTER_A_MERGE(
        w -> {
          w.first.passes();
          w.host.merge(w.openRequest(), true);
          w.sync();
          w.needs.put(w.refs.get(0), 500);
        }),
    OPENS_ANOTHER_AFTER_ONE_WAS_CLOSED(
        w -> {
          w.first.passes();
          w.host.close(w.openRequest());
          w.first.passes();
          w.needs.put(w.refs.get(0), 700);
        }),
    LEARNS_THAT_ONE_WAS_CLOSED(
        w -> {
          w.first.passes();
          w.host.close(w.openRequest());
        });

    private final Consumer<World> before;

    Story(Consumer<World> before) {
      this.before = before;
    }
  }

  @ParameterizedTest
  @EnumSource(Story.class)
  void nothingIsLostAndNothingIsDoubled(Story story) {
    List<String> undisturbed = picture(end(story, Kind.NONE, 0));
    for (Kind kind : List.of(Kind.KILL_BEFORE, Kind.KILL_AFTER, Kind.FAIL)) {
      boolean fired = true;
      for (int at = 0; fired; at++) {
        World world = world(story);
        fired = world.first.passes(kind, at);
        assertThat(picture(finish(world))).as("%s at call %d", kind, at).isEqualTo(undisturbed);
      }
    }
  }

  private static World world(Story story) {
    World world = new World(4);
    world.needs.put(world.refs.get(0), 200);
    world.needs.put(world.refs.get(1), 300);
    story.before.accept(world);
    world.later(Duration.ofMinutes(5));
    return world;
  }

  private static World end(Story story, Kind kind, int at) {
    World world = world(story);
    world.first.passes(kind, at);
    return finish(world);
  }

  private static World finish(World world) {
    for (int i = 0; i < 3; i++) {
      world.later(Duration.ofMinutes(5));
      world.second.passes();
    }
    assertThat(world.second.faults.writes()).isEmpty();
    return world;
  }

  /** All that people see. */
  private static List<String> picture(World world) {
    List<String> picture = new ArrayList<>();
    for (Requests.Request r : world.host.all()) {
      picture.add("request " + r.number() + " " + r.state() + " " + r.title());
    }
    world
        .branchHead()
        .ifPresent(
            head -> {
              picture.add(head.files().toString());
              picture.add((world.git.history(head.id()).size()) + " commits, by " + head.email());
            });
    for (WorkloadRef ref : world.refs) {
      if (world.remembered.containsKey(ref)) {
        picture.add(ref + " " + world.remembered.get(ref).state());
      }
    }
    return picture;
  }
}
