// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.GitException;
import dev.rightsizing.git.repository.GitRepositories;
import dev.rightsizing.git.request.CodeHosts;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * One pass of one policy over its requests. Safe for use by several threads, but not for the same
 * policy at the same time: that is no fault, but one of the two loses.
 *
 * <p>All that must outlive the process is in the order and on the servers; what is remembered here
 * only spares work.
 */
public final class ProposalPass {
  /** With this label on a request, a reviewer rejects all that is in it. */
  public static final String REJECT_LABEL = "rightsizing/reject";

  private final GitRepositories repositories;
  private final CodeHosts hosts;
  private final Manifests manifests;
  private final Clock clock;
  private final PassMemory memory = new PassMemory();

  public ProposalPass(
      GitRepositories repositories, CodeHosts hosts, Manifests manifests, Clock clock) {
    this.repositories = repositories;
    this.hosts = hosts;
    this.manifests = manifests;
    this.clock = clock;
  }

  /**
   * Brings branches and requests to what the order asks for. A fault of a server is in the result
   * and never thrown; what the result says is to be written to each Recommendation first and to the
   * policy last, since a request that the policy knows is taken to be known to them.
   */
  public ProposalResult run(ProposalOrder order) {
    SortedMap<String, Group> groups = Group.of(order);
    Instant now = now();
    try {
      Server server = Server.open(repositories, hosts, order.settings(), order.credentials());
      PassMemory.Policy known = memory.of(order.policy(), order.uid());
      return Results.of(new PolicyPass(server, manifests, order, known, now).run(groups));
    } catch (GitException e) {
      Function<Group, GroupOutcome> failed =
          g -> GroupOutcome.failed(g, BranchName.of(order.policy(), order.uid(), g.name()), e, now);
      return Results.of(groups.values().stream().map(failed).toList());
    }
  }

  /**
   * Closes the open requests of a policy with a comment and deletes its branches that hold no one
   * else's commits. The result names the requests that could not be taken back, and why.
   */
  public ProposalResult withdraw(Withdrawal withdrawal) {
    memory.forget(withdrawal.policy(), withdrawal.uid());
    Instant now = now();
    try {
      Server server =
          Server.open(repositories, hosts, withdrawal.settings(), withdrawal.credentials());
      return Results.of(new WithdrawalPass(server, withdrawal, now).run());
    } catch (GitException e) {
      return Results.of(List.of(WithdrawalPass.failed(withdrawal, e, now)));
    }
  }

  /** Git keeps whole seconds. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
