// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.GitException;
import dev.rightsizing.git.repository.GitRepository.Heads;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.proposal.ProposalState;
import dev.rightsizing.model.proposal.RequestProposal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** One pass over the groups of one policy. */
final class PolicyPass {
  /** Policies of one repository share the answer of its server within this time. */
  private static final Duration SHARED_HEADS = Duration.ofSeconds(10);

  /** After these the other groups would only wait for the same fault. */
  private static final Set<Reason> OF_THE_SERVER =
      EnumSet.of(
          Reason.GIT_UNREACHABLE,
          Reason.GIT_TIMEOUT,
          Reason.GIT_TLS_FAILED,
          Reason.GIT_UNAUTHORIZED,
          Reason.GIT_NOT_FOUND,
          Reason.GIT_RATE_LIMITED,
          Reason.GIT_STORAGE_FAILED);

  private final Server server;
  private final Manifests manifests;
  private final ProposalOrder order;
  private final PassMemory.Policy memory;
  private final Instant now;
  private final GroupPass groupPass;
  private final String settings;
  private final Map<String, Manifests.Edits> bases = new HashMap<>();

  PolicyPass(
      Server server,
      Manifests manifests,
      ProposalOrder order,
      PassMemory.Policy memory,
      Instant now) {
    this.server = server;
    this.manifests = manifests;
    this.order = order;
    this.memory = memory;
    this.now = now;
    this.groupPass = new GroupPass(server, manifests, order, memory, now);
    this.settings = order.settings() + " " + order.changePercent() + " " + order.page();
  }

  /** The outcomes of all groups. */
  List<GroupOutcome> run(SortedMap<String, Group> groups) {
    List<GroupOutcome> outcomes = new ArrayList<>();
    try {
      Heads heads = server.repository().heads(SHARED_HEADS);
      String base = Server.base(order.settings(), heads);
      run(groups, heads, base, outcomes);
    } catch (GitException e) {
      outcomes.clear();
      groups.values().forEach(g -> outcomes.add(failed(g, e)));
    }
    return outcomes;
  }

  private void run(
      SortedMap<String, Group> groups, Heads heads, String base, List<GroupOutcome> outcomes)
      throws GitException {
    List<Look> news = new ArrayList<>();
    Optional<GitException> fault = Optional.empty();
    for (Group group : groups.values()) {
      if (fault.isPresent()) {
        outcomes.add(failed(group, fault.get()));
        continue;
      }
      try {
        Look look = look(group, heads, base);
        Optional<GroupOutcome> settled = settled(look);
        settled.ifPresentOrElse(outcomes::add, () -> news.add(look));
      } catch (GitException e) {
        outcomes.add(failed(group, e));
        fault = Optional.of(e).filter(f -> OF_THE_SERVER.contains(f.reason()));
      }
    }
    act(news, heads, base, outcomes, fault);
  }

  /** Where nothing is news, the outcome is the last one. */
  private Optional<GroupOutcome> settled(Look look) {
    return memory
        .group(look.group().name())
        .filter(s -> s.situation().equals(look.print(settings)))
        .map(PassMemory.Settled::outcome);
  }

  private void act(
      List<Look> news,
      Heads heads,
      String base,
      List<GroupOutcome> outcomes,
      Optional<GitException> earlier) {
    Optional<GitException> fault = earlier;
    try {
      if (fault.isEmpty() && news.stream().anyMatch(l -> !l.isEmpty())) {
        fetch(news, base);
      }
    } catch (GitException e) {
      fault = Optional.of(e);
    }
    for (Look look : news) {
      if (fault.isPresent()) {
        outcomes.add(failed(look.group(), fault.get()));
        continue;
      }
      try {
        outcomes.add(act(look, heads, base));
      } catch (GitException e) {
        outcomes.add(failed(look.group(), e));
        fault = Optional.of(e).filter(f -> OF_THE_SERVER.contains(f.reason()));
      }
    }
  }

  private GroupOutcome act(Look look, Heads heads, String base) throws GitException {
    try {
      return groupPass.perform(plan(look), heads, settings);
    } catch (GitException e) {
      if (e.reason() != Reason.BRANCH_MOVED) {
        throw e;
      }
      return again(look);
    }
  }

  /** Someone was faster; with what the server says now, it is decided anew, once. */
  private GroupOutcome again(Look lost) throws GitException {
    Heads heads = server.repository().heads(Duration.ZERO);
    String base = Server.base(order.settings(), heads);
    Look look = look(lost.group(), heads, base);
    fetch(List.of(look), base);
    return groupPass.perform(plan(look), heads, settings);
  }

  /** What is to be done about a group, without doing it. */
  GroupPass.Plan plan(Look look) throws GitException {
    if (look.isEmpty()) {
      return groupPass.plan(
          look,
          placements -> {
            throw new IllegalStateException("nothing is to be edited");
          });
    }
    Manifests.Edits edits = bases.get(look.base());
    if (edits == null) {
      edits = manifests.of(server.repository().url(), server.repository().files(look.base()));
      bases.put(look.base(), edits);
    }
    return groupPass.plan(look, edits);
  }

  void fetch(List<Look> looks, String base) throws GitException {
    Map<String, String> wanted = new HashMap<>();
    looks.stream()
        .filter(l -> !l.isEmpty())
        .forEach(
            l -> {
              wanted.put(base, l.base());
              l.head().ifPresent(h -> wanted.put(l.branch(), h));
            });
    if (!wanted.isEmpty()) {
      server.repository().fetch(wanted);
    }
  }

  /** A group as the server and the code host show it. */
  Look look(Group group, Heads heads, String base) throws GitException {
    String branch = branch(group);
    Optional<String> head = Optional.ofNullable(heads.commits().get(branch));
    Fate fate = server.fate(branch);
    Optional<Long> recorded = group.last().flatMap(RequestProposal::number);
    boolean known = recorded.equals(fate.about().map(r -> r.number()));
    Fate before = known || recorded.isEmpty() ? new Fate.None() : server.fate(recorded.get());
    boolean branchIsGone =
        server.requests().isEmpty()
            && head.isEmpty()
            && group.last().filter(r -> r.state() == ProposalState.OPEN).isPresent();
    Judgement judgement =
        new Judge(order, new Standing.Reader(fate, before, branchIsGone, known, now), now)
            .of(group);
    return new Look(group, branch, base, heads.commits().get(base), head, fate, judgement);
  }

  private String branch(Group group) {
    return BranchName.of(order.policy(), order.uid(), group.name());
  }

  private GroupOutcome failed(Group group, GitException fault) {
    return GroupOutcome.failed(group, branch(group), fault, now);
  }
}
