// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.GitException;
import dev.rightsizing.git.repository.GitRepository;
import dev.rightsizing.git.repository.GitRepository.Heads;
import dev.rightsizing.git.request.Requests;
import dev.rightsizing.git.request.Requests.Draft;
import dev.rightsizing.git.request.Requests.Request;
import dev.rightsizing.git.text.Trailers;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.proposal.RequestProposal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Closes what a policy has open and deletes its branches, but no one else's work. */
final class WithdrawalPass {
  private final Server server;
  private final Withdrawal withdrawal;
  private final Instant now;

  WithdrawalPass(Server server, Withdrawal withdrawal, Instant now) {
    this.server = server;
    this.withdrawal = withdrawal;
    this.now = now;
  }

  /** One outcome for each group that could not be taken back; the others are gone. */
  List<GroupOutcome> run() throws GitException {
    Heads heads = server.repository().heads(Duration.ZERO);
    List<GroupOutcome> outcomes = new ArrayList<>();
    for (Map.Entry<String, Optional<RequestProposal>> group : groups().entrySet()) {
      String branch = BranchName.of(withdrawal.policy(), withdrawal.uid(), group.getKey());
      try {
        takeBack(group.getKey(), branch, heads);
      } catch (GitException e) {
        Group left = new Group(group.getKey(), List.of(), List.of(), Map.of(), group.getValue());
        outcomes.add(GroupOutcome.failed(left, branch, e, now));
      }
    }
    return outcomes;
  }

  /** Nothing could be taken back, as the servers cannot be used at all. */
  static GroupOutcome failed(Withdrawal withdrawal, GitException fault, Instant now) {
    Optional<RequestProposal> last = withdrawal.requests().stream().findFirst();
    String name = last.map(RequestProposal::group).orElse("");
    return GroupOutcome.failed(
        new Group(name, List.of(), List.of(), Map.of(), last),
        BranchName.of(withdrawal.policy(), withdrawal.uid(), name),
        fault,
        now);
  }

  /** The whole policy's group is tried too, as a pass may have died before it was recorded. */
  private SortedMap<String, Optional<RequestProposal>> groups() {
    SortedMap<String, Optional<RequestProposal>> groups = new TreeMap<>();
    groups.put("", Optional.empty());
    withdrawal.requests().forEach(r -> groups.put(r.group(), Optional.of(r)));
    return groups;
  }

  private void takeBack(String group, String branch, Heads heads) throws GitException {
    Optional<Request> open = server.fate(branch).open();
    if (open.isPresent()) {
      close(open.get());
    }
    Optional<String> head = Optional.ofNullable(heads.commits().get(branch));
    if (head.isPresent() && holdsOursAlone(group, branch, head.get(), heads)) {
      server.repository().deleteBranch(branch, head.get());
      Optional<String> details =
          Optional.ofNullable(heads.commits().get(Performer.details(branch)));
      if (details.isPresent()) {
        server.repository().deleteBranch(Performer.details(branch), details.get());
      }
    }
  }

  private void close(Request open) throws GitException {
    Requests requests = server.requests().orElseThrow();
    GitSettings.Request settings = withdrawal.settings().request();
    Request marked =
        OwnClosing.marks(open.body())
            ? open
            : requests.update(
                open,
                new Draft(
                    open.title(),
                    OwnClosing.mark(open.body()),
                    settings.labels(),
                    settings.reviewers(),
                    settings.draft()));
    requests.close(marked, withdrawal.why());
  }

  private boolean holdsOursAlone(String group, String branch, String head, Heads heads)
      throws GitException {
    GitRepository repository = server.repository();
    String base = Server.base(withdrawal.settings(), heads);
    String baseCommit = heads.commits().get(base);
    repository.fetch(Map.of(base, baseCommit, branch, head));
    return new BranchReader(
            repository,
            tree -> {
              throw new IllegalStateException("nothing is edited");
            },
            new Placements(withdrawal.settings()),
            baseCommit,
            withdrawal.settings().author().email(),
            new Trailers(withdrawal.policy(), group))
        .oursAlone(head);
  }
}
