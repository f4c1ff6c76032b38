// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import static dev.rightsizing.git.repository.Served.draft;
import static dev.rightsizing.git.repository.Served.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.model.Reason;
import dev.rightsizing.testkit.git.GitFaults;
import dev.rightsizing.testkit.git.GitHttpServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What servers and other people do to a push. */
class PushTest {
  private static final String OURS = "rightsizing/shop";

  @TempDir Path dir;
  private Served served;
  private GitRepository repository;
  private String main;

  @BeforeEach
  void start() throws GitException {
    served = new Served(dir);
    repository = served.fetched("main");
    main = served.bare.head("main").orElseThrow();
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private String change(String parent, String text) throws GitException {
    return repository.commit(draft(parent, Map.of("apps/a.yaml", text)));
  }

  private void push(String commit, String branch, String expected) throws GitException {
    repository.push(commit, branch, Optional.ofNullable(expected), false, List.of());
  }

  @Test
  void aBranchMovesOnAndIsDeleted() throws GitException {
    String first = change(main, "a: 2\n");
    push(first, OURS, null);
    String second = change(first, "a: 3\n");
    push(second, OURS, first);
    assertThat(served.bare.log(OURS)).containsExactly("Resize", "Resize", "First");
    repository.deleteBranch(OURS, second);
    assertThat(served.bare.branches()).containsOnlyKeys("main");
    assertThat(repository.heads(Duration.ofHours(1)).commits()).containsOnlyKeys("main");
  }

  @Test
  void aBranchThatAPersonMovedIsLeftAlone() throws GitException {
    String ours = change(main, "a: 2\n");
    push(ours, OURS, null);
    String theirs = served.bare.commit(OURS, Map.of("apps/b.yaml", "b: 9\n"), "By hand");
    String next = change(ours, "a: 3\n");
    fails(() -> push(next, OURS, ours), Reason.BRANCH_MOVED, OURS);
    fails(
        () -> repository.push(next, OURS, Optional.of(ours), true, List.of()), Reason.BRANCH_MOVED);
    fails(() -> repository.deleteBranch(OURS, ours), Reason.BRANCH_MOVED);
    fails(() -> push(next, OURS, null), Reason.BRANCH_MOVED);
    assertThat(served.bare.head(OURS)).contains(theirs);
  }

  @Test
  void whatIsNoDescendantNeedsForce() throws GitException {
    push(change(main, "a: 2\n"), OURS, null);
    String old = served.bare.head(OURS).orElseThrow();
    String other = change(main, "a: 3\n");
    fails(() -> push(other, OURS, old), Reason.BRANCH_MOVED);
    repository.push(other, OURS, Optional.of(old), true, List.of());
    assertThat(served.bare.head(OURS)).contains(other);
  }

  @Test
  void ofTwoOperatorsThatPushAtOnceOneWins() throws GitException {
    String ours = change(main, "a: 2\n");
    String other = served.bare.git("commit-tree", main + "^{tree}", "-p", main, "-m", "x").strip();
    // After the listing of the push and before its pack: the moment that a lease is for.
    served.server.fault(
        GitFaults.after(() -> served.bare.setBranch(OURS, other)),
        r -> r.method().equals("POST") && r.pushes());
    fails(() -> push(ours, OURS, null), Reason.BRANCH_MOVED, OURS);
    assertThat(served.bare.head(OURS)).contains(other);
  }

  @Test
  void afterALostAnswerTheNextPassSeesThatThePushArrived() throws GitException {
    String ours = change(main, "a: 2\n");
    served.server.fault(GitFaults.answerLost(), r -> r.method().equals("POST") && r.pushes());
    fails(() -> push(ours, OURS, null), Reason.GIT_UNREACHABLE);
    served.server.recover();
    assertThat(repository.heads(Duration.ofHours(1)).commits()).containsEntry(OURS, ours);
    push(ours, OURS, ours);
    assertThat(served.bare.log(OURS)).containsExactly("Resize", "First");
  }

  @Test
  void afterAKillBetweenCommitAndPushTheSameCommitIsMadeAgain() throws GitException {
    String before = change(main, "a: 2\n");
    served.repositories.close();
    GitRepository next =
        served
            .repositories(Served.settings(dir.resolve("clones")))
            .open(served.url(), Credentials.NONE);
    next.fetch(Map.of("main", main));
    String again = next.commit(draft(main, Map.of("apps/a.yaml", "a: 2\n")));
    assertThat(again).isEqualTo(before);
    next.push(again, OURS, Optional.empty(), false, List.of());
    assertThat(served.bare.head(OURS)).contains(before);
  }

  @Test
  void aProtectedBranchOfGitHubIsTold() throws GitException {
    served.bare.protectLikeGitHub(OURS);
    String ours = change(main, "a: 2\n");
    fails(
        () -> push(ours, OURS, null),
        Reason.BRANCH_PROTECTED,
        "GH006",
        "Changes must be made through a pull request");
  }

  @Test
  void aProtectedBranchOfGitLabIsTold() throws GitException {
    served.bare.protectLikeGitLab(OURS);
    String ours = change(main, "a: 2\n");
    fails(() -> push(ours, OURS, null), Reason.BRANCH_PROTECTED, "You are not allowed to push");
  }

  @Test
  void requiredSignaturesAreTold() throws GitException {
    served.bare.requireSignatures();
    String ours = change(main, "a: 2\n");
    fails(() -> push(ours, OURS, null), Reason.SIGNATURE_REQUIRED, "signing-key");
  }

  @Test
  void aHooksWordsAreQuotedCleanAndShort() throws GitException {
    served.bare.rejectPushes("Ticket missing\u001b[31m in the subject\n" + "y".repeat(2000));
    String ours = change(main, "a: 2\n");
    GitException fault =
        fails(() -> push(ours, OURS, null), Reason.PUSH_REJECTED, "Ticket missing");
    assertThat(fault.getMessage()).doesNotContain("\u001b").hasSizeLessThan(700);
  }

  @Test
  void aServerThatDeniesDeletionIsTold() throws GitException {
    push(change(main, "a: 2\n"), OURS, null);
    served.bare.configure("receive.denyDeletes", "true");
    String ours = served.bare.head(OURS).orElseThrow();
    fails(() -> repository.deleteBranch(OURS, ours), Reason.GIT_FORBIDDEN);
  }

  @Test
  void aTokenThatOnlyReadsIsTold() throws GitException {
    served.server.fault(GitFaults.status(403), GitHttpServer.Request::pushes);
    String ours = change(main, "a: 2\n");
    fails(() -> push(ours, OURS, null), Reason.GIT_FORBIDDEN, "right to read and push");
  }

  @Test
  void pushOptionsReachTheServer() throws GitException {
    served.bare.notePushOptions();
    repository.push(
        change(main, "a: 2\n"),
        OURS,
        Optional.empty(),
        false,
        List.of("merge_request.create", "merge_request.target=main"));
    assertThat(served.bare.pushOptions())
        .containsExactly("merge_request.create", "merge_request.target=main");
  }

  @Test
  void aServerWithoutPushOptionsIsTold() throws GitException {
    served.bare.configure("receive.advertisePushOptions", "false");
    String ours = change(main, "a: 2\n");
    fails(
        () -> repository.push(ours, OURS, Optional.empty(), false, List.of("x")),
        Reason.PUSH_REJECTED,
        "push options");
  }

  @Test
  void aPushForReviewGoesToItsOwnPlace() throws GitException {
    String ours = change(main, "a: 2\n");
    repository.push(ours, "refs/for/main", Optional.empty(), false, List.of("topic=sizes"));
    assertThat(served.bare.git("rev-parse", "refs/for/main").strip()).isEqualTo(ours);
  }
}
