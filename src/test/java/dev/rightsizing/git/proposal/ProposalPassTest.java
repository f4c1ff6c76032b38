// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.git.request.Requests;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.proposal.ProposalState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of a request, on servers in memory. */
class ProposalPassTest {
  private final World world = new World(4);
  private final WorkloadRef web = world.refs.get(0);
  private final WorkloadRef api = world.refs.get(1);

  @BeforeEach
  void twoNeeds() {
    world.needs.put(web, 200);
    world.needs.put(api, 300);
  }

  @Test
  void opensOneRequestWithOneCommitThatChangesTheSizes() {
    ProposalResult result = world.first.passes();

    assertThat(result.state()).isEqualTo(ProposalState.OPEN);
    assertThat(world.host.open()).hasSize(1);
    FakeGit.Commit head = world.branchHead().orElseThrow();
    assertThat(head.parents()).containsExactly(world.base().id());
    assertThat(World.in(head, web)).isEqualTo(200);
    assertThat(World.in(head, api)).isEqualTo(300);
    assertThat(result.requests().get(0).commit()).contains(head.id());
    assertThat(result.workloads().get(web).url()).contains(world.openRequest().url());
  }

  @Test
  void endsWithoutAFetchWhenNothingIsNews() {
    world.first.passes();
    world.later(Duration.ofHours(1));

    ProposalResult again = world.first.passes();

    assertThat(world.first.faults.calls()).containsExactly("heads", "find");
    assertThat(again.state()).isEqualTo(ProposalState.OPEN);
    assertThat(world.dryRun).hasSize(2);
  }

  @Test
  void writesNothingAfterARestartWhenNothingIsNews() {
    world.first.passes();
    world.later(Duration.ofHours(1));

    world.second.passes();

    assertThat(world.second.faults.writes()).isEmpty();
  }

  @Test
  void aSmallChangeOfANeedIsNoNews() {
    world.first.passes();
    world.needs.put(web, 215);

    world.first.passes();

    assertThat(world.first.faults.calls()).containsExactly("heads", "find");
    assertThat(World.in(world.branchHead().orElseThrow(), web)).isEqualTo(200);
  }

  @Test
  void aChangedNeedIsACommitOnTheSameBranchAndTheSameRequest() {
    world.first.passes();
    String before = world.branchHead().orElseThrow().id();
    world.needs.put(web, 400);

    world.first.passes();

    FakeGit.Commit head = world.branchHead().orElseThrow();
    assertThat(head.parents()).containsExactly(before);
    assertThat(World.in(head, web)).isEqualTo(400);
    assertThat(world.host.all()).hasSize(1);
    assertThat(world.openRequest().body()).contains("400m");
  }

  @Test
  void aNeedThatGoesAwayIsTakenOffTheBranch() {
    world.first.passes();
    world.needs.remove(web);

    world.first.passes();

    FakeGit.Commit head = world.branchHead().orElseThrow();
    assertThat(World.in(head, web)).isEqualTo(1000);
    assertThat(World.in(head, api)).isEqualTo(300);
  }

  @Test
  void closesTheRequestAndDeletesTheBranchWhenNothingIsLeft() {
    world.first.passes();
    world.needs.clear();

    ProposalResult result = world.first.passes();

    assertThat(world.host.open()).isEmpty();
    assertThat(world.branchHead()).isEmpty();
    assertThat(world.host.comments()).containsExactly(Decider.NOTHING_LEFT);
    assertThat(result.state()).isEqualTo(ProposalState.NONE);
    assertThat(result.requests()).isEmpty();
  }

  @Test
  void proposesAgainWhatItClosedItself() {
    world.first.passes();
    world.needs.clear();
    world.first.passes();
    world.needs.put(web, 200);

    world.first.passes();

    assertThat(world.host.open()).hasSize(1);
    assertThat(world.openRequest().number()).isEqualTo(2);
  }

  @Test
  void aBaseThatMovesElsewhereIsLeftAlone() {
    world.first.passes();
    String head = world.branchHead().orElseThrow().id();
    world.git.personCommits("main", "README.md", "Hello again\n");

    world.first.passes();

    assertThat(world.first.faults.writes()).isEmpty();
    assertThat(world.branchHead().orElseThrow().id()).isEqualTo(head);
  }

  @Test
  void aBranchOfOursIsMadeAnewWhenTheBaseChangesItsFiles() {
    world.first.passes();
    world.personSets("main", world.refs.get(2), 900);

    world.first.passes();

    FakeGit.Commit head = world.branchHead().orElseThrow();
    assertThat(head.parents()).containsExactly(world.base().id());
    assertThat(World.in(head, world.refs.get(2))).isEqualTo(900);
    assertThat(World.in(head, web)).isEqualTo(200);
    assertThat(world.host.open()).hasSize(1);
  }

  @Test
  void aBranchOfOursIsMadeAnewWhenTheBaseGetsAnotherHistory() {
    world.git.personCommits("main", "README.md", "Hello again\n");
    world.first.passes();
    FakeGit.Commit old = world.base();
    world.git.move(
        "main", world.git.commit(List.of(), old.files(), "dev@example.com", "Anew", world.now));

    world.first.passes();

    FakeGit.Commit head = world.branchHead().orElseThrow();
    assertThat(head.parents()).containsExactly(world.base().id());
    assertThat(World.in(head, web)).isEqualTo(200);
    assertThat(world.host.open()).hasSize(1);
  }

  @Test
  void aBranchOfOursIsMadeAnewWhenTheBaseGoesBack() {
    FakeGit.Commit old = world.base();
    world.git.personCommits("main", "README.md", "Hello again\n");
    world.first.passes();
    world.git.move("main", old.id());

    world.first.passes();

    FakeGit.Commit head = world.branchHead().orElseThrow();
    assertThat(head.parents()).containsExactly(old.id());
  }

  @Test
  void opensAnotherRequestForAnotherBase() {
    world.first.passes();
    world.git.move("release", world.base().id());
    world.base = "release";

    world.first.passes();

    assertThat(world.host.open()).hasSize(1);
    assertThat(world.openRequest().base()).isEqualTo("release");
    assertThat(world.host.comments()).containsExactly(Decider.OTHER_BASE);
  }

  @Test
  void saysWhichBaseIsMissing() {
    world.base = "release";

    ProposalResult result = world.first.passes();

    assertThat(result.reason()).isEqualTo(Reason.GIT_BRANCH_NOT_FOUND);
    assertThat(result.message()).contains("'release'").contains("spec.git.branch");
  }

  @Test
  void addsToABranchOnWhichAPersonWorks() {
    world.first.passes();
    String person = world.git.personCommits(world.branch(), "README.md", "Mine\n");
    world.personSets("main", world.refs.get(2), 900);
    world.needs.put(web, 400);

    ProposalResult result = world.first.passes();

    FakeGit.Commit head = world.branchHead().orElseThrow();
    assertThat(head.parents()).containsExactly(person);
    assertThat(World.in(head, web)).isEqualTo(400);
    assertThat(result.message()).contains("merge the base into the branch");
  }

  @Test
  void aSizeThatAPersonSetOnTheBranchStays() {
    world.first.passes();
    world.personSets(world.branch(), web, 500);
    world.needs.put(web, 210);

    world.first.passes();
    assertThat(World.in(world.branchHead().orElseThrow(), web)).isEqualTo(500);

    world.needs.put(api, 500);
    world.first.passes();
    assertThat(world.openRequest().body()).contains("A person has set other sizes on the branch");
    world.needs.put(web, 300);
    world.first.passes();
    assertThat(World.in(world.branchHead().orElseThrow(), web)).isEqualTo(300);
  }

  @Test
  void givesTheBasesSizeBackOnAPersonsBranch() {
    world.first.passes();
    world.git.personCommits(world.branch(), "README.md", "Mine\n");
    world.needs.remove(web);

    world.first.passes();

    assertThat(World.in(world.branchHead().orElseThrow(), web)).isEqualTo(1000);
    assertThat(World.in(world.branchHead().orElseThrow(), api)).isEqualTo(300);
  }

  @Test
  void keepsABranchWithAPersonsCommitWhenTheRequestIsClosed() {
    world.first.passes();
    world.git.personCommits(world.branch(), "README.md", "Mine\n");
    world.needs.clear();

    world.first.passes();

    assertThat(world.host.open()).isEmpty();
    assertThat(world.branchHead()).isPresent();
  }

  @Test
  void staysClosedUntilANeedDiffersEnough() {
    world.first.passes();
    world.host.close(world.openRequest());

    assertThat(world.first.passes().state()).isEqualTo(ProposalState.CLOSED);
    world.needs.put(web, 215);
    assertThat(world.first.passes().state()).isEqualTo(ProposalState.CLOSED);
    world.needs.put(web, 250);
    assertThat(world.first.passes().state()).isEqualTo(ProposalState.OPEN);

    assertThat(world.host.open()).hasSize(1);
    FakeGit.Commit head = world.branchHead().orElseThrow();
    assertThat(World.in(head, web)).isEqualTo(250);
    assertThat(World.in(head, api)).isEqualTo(1000);
  }

  @Test
  void aPersonsNoOutlivesANeedThatGoesAwayForATime() {
    world.first.passes();
    world.host.close(world.openRequest());
    world.first.passes();
    world.needs.remove(web);
    world.first.passes();
    world.needs.put(web, 200);

    world.first.passes();

    assertThat(world.host.open()).isEmpty();
  }

  @Test
  void aNewWorkloadIsProposedBesideAClosedRequest() {
    world.first.passes();
    world.host.close(world.openRequest());
    world.needs.put(world.refs.get(2), 100);

    world.first.passes();

    FakeGit.Commit head = world.branchHead().orElseThrow();
    assertThat(World.in(head, web)).isEqualTo(1000);
    assertThat(World.in(head, world.refs.get(2))).isEqualTo(100);
  }

  @Test
  void goesOnWithARequestThatAPersonOpensAgain() {
    world.first.passes();
    Requests.Request request = world.openRequest();
    world.host.close(request);
    world.first.passes();
    world.host.reopen(request);

    assertThat(world.first.passes().state()).isEqualTo(ProposalState.OPEN);
    assertThat(world.host.open()).hasSize(1);
    assertThat(World.in(world.branchHead().orElseThrow(), web)).isEqualTo(200);
  }

  @Test
  void theLabelRejectsAllThatIsInTheRequest() {
    world.first.passes();
    world.host.label(world.openRequest(), List.of(ProposalPass.REJECT_LABEL));

    ProposalResult result = world.first.passes();

    assertThat(result.state()).isEqualTo(ProposalState.REJECTED);
    assertThat(world.host.open()).isEmpty();
    assertThat(world.branchHead()).isEmpty();
    assertThat(world.first.passes().state()).isEqualTo(ProposalState.REJECTED);
    assertThat(world.host.all()).hasSize(1);
  }

  @Test
  void aRejectedWorkloadIsLeftOutAndComesBackWithTheDecision() {
    world.first.passes();
    world.rejected.add(web);

    ProposalResult result = world.first.passes();
    assertThat(result.workloads().get(web).state()).isEqualTo(ProposalState.REJECTED);
    assertThat(World.in(world.branchHead().orElseThrow(), web)).isEqualTo(1000);

    world.rejected.clear();
    world.first.passes();
    assertThat(World.in(world.branchHead().orElseThrow(), web)).isEqualTo(200);
  }

  @Test
  void proposesOnlyWhatIsApprovedWhereThatIsRequired() {
    world.approvalRequired = true;
    world.approved.add(api);

    ProposalResult result = world.first.passes();

    assertThat(World.in(world.branchHead().orElseThrow(), web)).isEqualTo(1000);
    assertThat(World.in(world.branchHead().orElseThrow(), api)).isEqualTo(300);
    assertThat(result.workloads().get(web).reason()).isEqualTo(Reason.NOT_APPROVED);
  }

  @Test
  void deletesItsBranchAfterTheMergeAndWaitsForTheCluster() {
    world.first.passes();
    world.host.merge(world.openRequest(), true);

    ProposalResult merged = world.first.passes();
    assertThat(merged.state()).isEqualTo(ProposalState.MERGED);
    assertThat(world.branchHead()).isEmpty();

    world.later(Duration.ofHours(1));
    world.needs.put(web, 400);
    assertThat(world.first.passes().state()).isEqualTo(ProposalState.MERGED);

    world.sync();
    world.later(Duration.ofHours(1));
    assertThat(world.first.passes().state()).isEqualTo(ProposalState.OPEN);
    assertThat(World.in(world.branchHead().orElseThrow(), web)).isEqualTo(400);
    assertThat(world.host.all()).hasSize(2);
  }

  @Test
  void isDoneWhenTheClusterHasWhatWasMerged() {
    world.first.passes();
    world.host.merge(world.openRequest(), false);
    world.first.passes();
    world.sync();

    ProposalResult result = world.first.passes();

    assertThat(result.state()).isEqualTo(ProposalState.NONE);
    assertThat(result.requests()).isEmpty();
  }

  @Test
  void whatAPersonRevertsAfterTheMergeIsNotProposedAgain() {
    world.first.passes();
    world.host.merge(world.openRequest(), true);
    world.first.passes();
    world.personSets("main", web, 1000);
    world.later(Duration.ofHours(1));

    ProposalResult result = world.first.passes();

    assertThat(world.host.open()).isEmpty();
    assertThat(result.workloads().get(web).reason()).isEqualTo(Reason.CLOSED_BY_HAND);
    world.needs.put(web, 500);
    world.first.passes();
    assertThat(World.in(world.branchHead().orElseThrow(), web)).isEqualTo(500);
  }

  @Test
  void noticesThatTheBaseHasTheSizesWithoutAMerge() {
    world.first.passes();
    world.personSets("main", web, 200);
    world.personSets("main", api, 300);

    ProposalResult result = world.first.passes();

    assertThat(world.host.open()).isEmpty();
    assertThat(result.state()).isEqualTo(ProposalState.MERGED);
  }

  @Test
  void keepsWhatAPersonWroteAroundItsText() {
    world.first.passes();
    Requests.Request r = world.openRequest();
    world.host.edit(r, "Smaller pods, please", "Look at web first.\n\n" + r.body());
    world.needs.put(web, 400);

    world.first.passes();

    assertThat(world.openRequest().title()).isEqualTo("Smaller pods, please");
    assertThat(world.openRequest().body()).startsWith("Look at web first.").contains("400m");
  }

  @Test
  void makesARequestForEachNamespaceAndClosesThoseOfAnotherGrouping() {
    world.first.passes();
    world.grouping = GitSettings.Grouping.NAMESPACE;

    ProposalResult result = world.first.passes();

    assertThat(world.host.open()).hasSize(2);
    assertThat(result.requests()).extracting(r -> r.group()).containsExactly("pay", "shop");
    assertThat(world.branchHead()).isEmpty();
  }

  @Test
  void makesARequestForEachWorkload() {
    world.grouping = GitSettings.Grouping.WORKLOAD;

    ProposalResult result = world.first.passes();

    assertThat(result.requests())
        .extracting(r -> r.group())
        .containsExactly("pay/Deployment/w1", "shop/Deployment/w0");
    assertThat(world.git.branchNames()).hasSize(3);
  }

  @Test
  void leavesPushOptionsOutWhereTheApiOpensTheRequest() {
    world.first.passes();

    assertThat(world.git.pushOptions()).isEmpty();
  }

  @Test
  void pushesABranchAloneWithoutACodeHost() {
    world.host.withoutRequests();

    ProposalResult result = world.first.passes();
    assertThat(result.reason()).isEqualTo(Reason.PUSHED);
    assertThat(world.branchHead()).isPresent();
    assertThat(world.git.pushOptions()).containsExactly("merge_request.create");
    world.first.passes();
    assertThat(world.first.faults.calls()).containsExactly("heads");

    world.git.move("main", world.branchHead().orElseThrow().id());
    assertThat(world.first.passes().state()).isEqualTo(ProposalState.MERGED);
    assertThat(world.branchHead()).isEmpty();
  }

  @Test
  void aBranchThatAPersonDeletedStaysAwayWithoutACodeHost() {
    world.host.withoutRequests();
    world.first.passes();
    world.git.remove(world.branch());
    world.first.passes();
    world.later(Duration.ofHours(1));

    ProposalResult result = world.first.passes();

    assertThat(result.state()).isEqualTo(ProposalState.CLOSED);
    assertThat(world.branchHead()).isEmpty();
  }

  @Test
  void aLostRaceIsNoFaultForPeople() {
    world.first.passes();
    world.needs.put(web, 400);
    world.first.faults.arm(Faults.Kind.NONE, 0);
    world.git.personCommits(world.branch(), "README.md", "Mine\n");

    assertThat(world.first.passes().state()).isEqualTo(ProposalState.OPEN);
  }

  @Test
  void anOutageKeepsWhatIsRememberedAndIsMended() {
    world.first.passes();
    world.host.close(world.openRequest());
    world.first.passes();
    world.first.passes(Faults.Kind.FAIL, 0);

    assertThat(world.requests.get(0).state()).isEqualTo(ProposalState.BLOCKED);
    assertThat(world.remembered.get(web).state()).isEqualTo(ProposalState.CLOSED);
    assertThat(world.first.passes().state()).isEqualTo(ProposalState.CLOSED);
  }

  @Test
  void takesBackWhatItProposedWhenThePolicyGoes() {
    world.first.passes();

    ProposalResult result = world.first.withdraws();

    assertThat(result.state()).isEqualTo(ProposalState.NONE);
    assertThat(world.host.open()).isEmpty();
    assertThat(world.branchHead()).isEmpty();
    assertThat(world.host.comments()).containsExactly("The policy was deleted.");
  }

  @Test
  void leavesAPersonsBranchWhenThePolicyGoes() {
    world.first.passes();
    world.git.personCommits(world.branch(), "README.md", "Mine\n");

    world.first.withdraws();

    assertThat(world.host.open()).isEmpty();
    assertThat(world.branchHead()).isPresent();
  }
}
