// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.GitException;
import dev.rightsizing.git.proposal.Edited.Proposed;
import dev.rightsizing.git.repository.GitRepository.Heads;
import dev.rightsizing.git.text.ProposalContent;
import dev.rightsizing.git.text.RequestText;
import dev.rightsizing.git.text.Trailers;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.DryRun;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.model.proposal.ProposalState;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.WorkloadProposal;
import dev.rightsizing.patch.manifest.FileTree.FileTreeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What one pass does about a group that has news: edit, compare, decide, do. */
final class GroupPass {
  private final Server server;
  private final Manifests manifests;
  private final ProposalOrder order;
  private final PassMemory.Policy memory;
  private final Instant now;

  GroupPass(
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
  }

  /** What is to be done about a group. */
  record Plan(Look look, Situation situation, List<Step> steps) {}

  /**
   * Edits and decides. The commits that the look names must be here.
   *
   * @param base the manifests of its base
   */
  Plan plan(Look look, Manifests.Edits base) throws GitException {
    try {
      Placements placements = new Placements(order.settings());
      Edited edited =
          new BaseEditing(base, placements, order.changePercent(), now).of(look.judgement());
      Optional<Branch> branch = Optional.empty();
      if (look.head().isPresent()) {
        BranchReader reader =
            new BranchReader(
                server.repository(),
                manifests,
                placements,
                look.base(),
                order.settings().author().email(),
                new Trailers(order.policy(), look.group().name()));
        branch = Optional.of(reader.read(look.head().get(), look.fate(), edited, look.judgement()));
      }
      Situation situation =
          new Situation(look.base(), look.baseName(), branch, look.fate(), edited, refused(edited));
      return new Plan(look, situation, Decider.decide(situation));
    } catch (FileTreeException e) {
      throw new GitException(Reason.GIT_STORAGE_FAILED, e.getMessage(), e);
    }
  }

  private static boolean refused(Edited edited) {
    return edited.out().values().stream()
        .map(WorkloadProposal::state)
        .anyMatch(s -> s == ProposalState.CLOSED || s == ProposalState.REJECTED);
  }

  /** Does it. */
  GroupOutcome perform(Plan plan, Heads heads, String settings) throws GitException {
    Look look = plan.look();
    Edited edited = plan.situation().edited();
    String name = look.group().name();
    String content = print(edited);
    List<Step> steps = new ArrayList<>(plan.steps());
    if (isToldAlready(plan, content)) {
      steps.removeIf(Step.Publish.class::isInstance);
    }
    Performer performer = new Performer(server, order, heads, look, now);
    memory.unsettle(name);
    Set<WorkloadRef> overruled = plan.situation().branch().map(Branch::overruled).orElse(Set.of());
    performer.perform(steps, new Once<>(() -> text(look, edited, overruled)));
    GroupOutcome outcome =
        new Outcomes(look.group(), look.branch(), plan.situation(), now)
            .of(performer.head(), performer.request());
    memory.settle(
        name,
        new PassMemory.Settled(
            look.print(settings, performer.head(), performer.request()), outcome));
    return outcome;
  }

  /** The open request has all of this already, apart from figures that change with each pass. */
  private static boolean isToldAlready(Plan plan, String content) {
    return plan.situation().isOpenForThisBase()
        && plan.steps().stream().noneMatch(Step.Push.class::isInstance)
        && plan.look().fate().open().filter(r -> ContentMark.isIn(r.body(), content)).isPresent();
  }

  /** What a request says of all this. */
  RequestText text(Look look, Edited edited) {
    return text(look, edited, Set.of());
  }

  private RequestText text(Look look, Edited edited, Set<WorkloadRef> overruled) {
    List<Proposed> proposed = List.copyOf(edited.proposed().values());
    List<ProposedChange> changes =
        proposed.stream()
            .map(p -> p.candidate().change())
            .map(c -> overruled.contains(c.ref()) ? remarked(c) : c)
            .toList();
    List<DryRun> answers = new DryRuns(order.dryRun(), memory.dryRuns()).of(changes);
    List<ProposalContent.Item> items = new ArrayList<>();
    for (int i = 0; i < proposed.size(); i++) {
      Proposed p = proposed.get(i);
      items.add(
          new ProposalContent.Item(
              changes.get(i),
              p.placed().file(),
              p.placed().how(),
              p.placed().differs(),
              answers.get(i)));
    }
    List<NotProposed> left =
        edited.left().stream().sorted(Comparator.comparing(NotProposed::ref)).toList();
    ProposalContent content =
        new ProposalContent(
            order.policy(),
            look.group().name(),
            items,
            left,
            order.page(),
            server.requests().isPresent() ? ProposalPass.REJECT_LABEL : "");
    return ContentMark.in(
        RequestText.of(content, server.requests().map(r -> Performer.details(look.branch()))),
        print(edited));
  }

  private static ProposedChange remarked(ProposedChange change) {
    return Sizes.with(
        change,
        change.edits(),
        List.of("A person has set other sizes on the branch, and they stay."));
  }

  private static String print(Edited edited) {
    List<String> parts = new ArrayList<>();
    edited.proposed().forEach((ref, p) -> parts.add(print(ref, p)));
    edited.left().forEach(l -> parts.add(l.ref() + l.container().orElse("") + l.reason()));
    return Print.of(parts);
  }

  private static String print(WorkloadRef ref, Proposed p) {
    return ref + p.placed().file() + Sizes.print(p.candidate().change().edits());
  }

  /** A value that is made when it is first asked for. */
  private static final class Once<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private T value;

    Once(Supplier<T> maker) {
      this.maker = maker;
    }

    @Override
    public T get() {
      if (value == null) {
        value = maker.get();
      }
      return value;
    }
  }
}
