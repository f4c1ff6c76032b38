// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.git.proposal.Faults.Kind;
import dev.rightsizing.git.request.Requests;
import dev.rightsizing.git.request.Requests.State;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.GitSettings.Grouping;
import dev.rightsizing.model.proposal.ProposalState;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever people, clusters, servers and two operators do in whatever order. That no person's
 * commit is overwritten and no commit is empty is checked by {@link FakeGit} at each push.
 */
class ProposalPassPropertiesTest {
  private static final int WORKLOADS = 3;

  /** One thing that happens. */
  enum Kinds {
    NEED((s, n) -> s.world.needs.put(s.ref(n), 100 + 50 * (n / WORKLOADS % 12))),
    SMALL_NEED((s, n) -> s.world.needs.computeIfPresent(s.ref(n), (r, v) -> v + v / 25)),
    NEED_GOES((s, n) -> s.world.needs.remove(s.ref(n))),
    PERSON_COMMITS((s, n) -> s.onBranch(b -> s.world.git.personCommits(b, "README.md", "P" + n))),
    PERSON_SETS((s, n) -> s.onBranch(b -> s.world.personSets(b, s.ref(n), 100 + n))),
    PERSON_CLOSES((s, n) -> s.onOpen(n, s::closed)),
    PERSON_LABELS(
        (s, n) -> s.onOpen(n, r -> s.world.host.label(r, List.of(ProposalPass.REJECT_LABEL)))),
    PERSON_MERGES((s, n) -> s.onOpen(n, r -> s.world.host.merge(r, n % 2 == 0))),
    PERSON_DELETES_BRANCH((s, n) -> s.onOpen(n, s::deleted)),
    REJECT((s, n) -> s.world.rejected.add(s.ref(n))),
    PENDING((s, n) -> s.world.rejected.remove(s.ref(n))),
    APPROVE((s, n) -> s.world.approved.add(s.ref(n))),
    BASE_MOVES((s, n) -> s.world.git.personCommits("main", "other.txt", "B" + n)),
    BASE_SETS((s, n) -> s.world.personSets("main", s.ref(n), 1000 + n)),
    BASE_FORCED((s, n) -> s.forceBase(n)),
    SYNC((s, n) -> s.world.sync()),
    LATER((s, n) -> s.world.later(Duration.ofMinutes(n))),
    PASS((s, n) -> s.pass(s.world.first)),
    OTHER_PASS((s, n) -> s.pass(s.world.second)),
    KILLED((s, n) -> s.world.first.passes(n % 2 == 0 ? Kind.KILL_BEFORE : Kind.KILL_AFTER, n / 2)),
    FAULT((s, n) -> s.world.first.passes(Kind.FAIL, n % 8));

    private final BiConsumer<Story, Integer> what;

    Kinds(BiConsumer<Story, Integer> what) {
      this.what = what;
    }
  }

  /** With a number that means something else to each kind. */
  record Happening(Kinds kind, int n) {}

  @Provide
  Arbitrary<List<Happening>> happenings() {
    Arbitrary<Kinds> kinds =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.of(Kinds.class)),
            Tuple.of(1, Arbitraries.of(Kinds.NEED, Kinds.PASS, Kinds.KILLED)));
    Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 24).withoutEdgeCases();
    return Combinators.combine(kinds, numbers).as(Happening::new).list().ofMinSize(4).ofMaxSize(40);
  }

  @Property(tries = 600)
  void theInvariantsHoldWhateverHappens(
      @ForAll("happenings") List<Happening> happenings,
      @ForAll Grouping grouping,
      @ForAll boolean approval) {
    Story story = new Story(grouping, approval);
    for (Happening happening : happenings) {
      happening.kind().what.accept(story, happening.n());
      story.check();
    }
    story.comesToRest();
  }

  /** A world and what may never happen in it. */
  private static final class Story {
    private final World world = new World(WORKLOADS);

    /** What a person closed, while no need has moved on. */
    private final Map<WorkloadRef, Integer> refused = new HashMap<>();

    private final Set<Long> seen = new HashSet<>();

    Story(Grouping grouping, boolean approval) {
      world.grouping = grouping;
      world.approvalRequired = approval;
    }

    private WorkloadRef ref(int n) {
      return world.refs.get(n % WORKLOADS);
    }

    private void onOpen(int n, Consumer<Requests.Request> what) {
      List<Requests.Request> open = world.host.open();
      if (!open.isEmpty()) {
        what.accept(open.get(n % open.size()));
      }
    }

    private void onBranch(Consumer<String> what) {
      onOpen(0, r -> what.accept(r.branch()));
    }

    private void closed(Requests.Request r) {
      refuse(r);
      world.host.close(r);
    }

    private void deleted(Requests.Request r) {
      refuse(r);
      world.git.remove(r.branch());
    }

    /** What the status knows of the request counts: a person said no to that. */
    private void refuse(Requests.Request r) {
      world.remembered.forEach(
          (ref, p) -> {
            if (p.state() == ProposalState.OPEN && p.url().equals(Optional.of(r.url()))) {
              refused.put(
                  ref, (int) Math.round(p.proposed().get(0).to().orElseThrow().value() * 1000));
            }
          });
    }

    /** The same files under a history of its own, one of them changed. */
    private void forceBase(int n) {
      TreeMap<String, String> files = new TreeMap<>(world.base().files());
      files.put("other.txt", "forced " + n);
      world.git.move(
          "main", world.git.commit(List.of(), files, "dev@example.com", "Forced " + n, world.now));
    }

    private void pass(World.Operator operator) {
      operator.passes();
      int open = world.host.open().size();
      ProposalResult again = operator.passes();
      if (again.retryAfter().isEmpty()) {
        assertThat(operator.faults.writes()).as("a pass without news writes nothing").isEmpty();
        assertThat(operator.faults.calls()).doesNotContain("fetch");
      }
      assertThat(world.host.open()).hasSize(open);
    }

    private void check() {
      refused
          .entrySet()
          .removeIf(
              e -> {
                Integer need = world.needs.get(e.getKey());
                return need != null && Math.abs(need - e.getValue()) * 10 > e.getValue();
              });
      Map<String, Long> byBranch =
          world.host.open().stream()
              .collect(Collectors.groupingBy(Requests.Request::branch, Collectors.counting()));
      assertThat(byBranch.values()).as("one open request each group").allMatch(n -> n == 1);
      for (Requests.Request r : world.host.all()) {
        if (seen.add(r.number()) && r.state() == State.OPEN) {
          checkIsNotRefused(r);
        }
      }
    }

    /** Ours alone is looked at: a person may have put anything on the branch. */
    private void checkIsNotRefused(Requests.Request r) {
      FakeGit.Commit head = world.git.head(r.branch()).orElseThrow();
      FakeGit.Commit parent =
          world.git.get(head.parents().isEmpty() ? head.id() : head.parents().get(0));
      if (!head.email().equals("rightsizing@localhost")) {
        return;
      }
      refused.forEach(
          (ref, size) -> {
            boolean now =
                World.in(head, ref) != World.in(parent, ref) && World.in(head, ref) == size;
            assertThat(now).as("%s was refused at %s", ref, size).isFalse();
          });
    }

    /** Once all is quiet, a few passes bring everything to rest. */
    private void comesToRest() {
      for (int i = 0; i < 3; i++) {
        world.later(Duration.ofMinutes(10));
        world.first.passes();
      }
      world.sync();
      for (int i = 0; i < 3; i++) {
        world.later(Duration.ofMinutes(10));
        world.first.passes();
      }
      assertThat(world.first.faults.writes()).isEmpty();
      assertThat(world.requests).noneMatch(r -> r.state() == ProposalState.BLOCKED);
      world.second.passes();
      assertThat(world.second.faults.writes()).as("another operator agrees").isEmpty();
      for (WorkloadRef ref : world.refs) {
        checkIsProposedOrNamed(ref);
      }
    }

    private void checkIsProposedOrNamed(WorkloadRef ref) {
      Integer need = world.needs.get(ref);
      boolean wanted = need != null && !need.equals(world.cluster.get(ref));
      if (!wanted) {
        return;
      }
      ProposalState state = world.remembered.get(ref).state();
      if (world.rejected.contains(ref)) {
        assertThat(state).isIn(ProposalState.REJECTED, ProposalState.MERGED);
      }
      if (state == ProposalState.OPEN) {
        assertThat(world.host.open())
            .anyMatch(r -> world.remembered.get(ref).url().equals(Optional.of(r.url())));
      }
    }
  }
}
