// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request;

import static dev.rightsizing.git.request.RequestsContract.BRANCH;
import static dev.rightsizing.git.request.RequestsContract.DRAFT;
import static dev.rightsizing.testkit.ScriptedHttpServer.status;
import static dev.rightsizing.testkit.ScriptedHttpServer.truncated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rightsizing.git.AllowedUrls;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.request.Requests.Draft;
import dev.rightsizing.git.request.Requests.Request;
import dev.rightsizing.git.request.choice.RestCodeHosts;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.proposal.GitSettings.Provider;
import dev.rightsizing.testkit.ScriptedHttpServer.ApiResponse;
import dev.rightsizing.testkit.codehost.CodeHostReplay;
import dev.rightsizing.testkit.codehost.CodeHostReplay.Call;
import dev.rightsizing.testkit.codehost.GitHubReplay;
import dev.rightsizing.testkit.codehost.GitLabReplay;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is lost on the way, and what a quiet pass costs, on the replayed hosts. */
class LostAnswersTest {
  private CodeHostReplay replay;
  private RestCodeHosts hosts;

  @BeforeEach
  void start() throws IOException {
    use(new GitHubReplay("shop/deploy"));
  }

  private void use(CodeHostReplay other) {
    if (replay != null) {
      replay.close();
    }
    replay = other;
    replay.branch(BRANCH);
    hosts =
        new RestCodeHosts(
            new AllowedUrls(List.of(replay.url())), RequestsContract.SETTINGS, Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    replay.close();
    assertThat(replay.violations()).isEmpty();
  }

  private Requests requests(Provider provider) throws GitException {
    return hosts
        .requests(
            replay.repositoryUrl(),
            new GitSettings.Request(provider, "", List.of(), false, List.of()),
            RequestsContract.credentials(CodeHostReplay.TOKEN))
        .orElseThrow();
  }

  /** How an answer is lost after its request was carried out. */
  enum Loss {
    ERROR(status(502, "<html>Bad gateway</html>")),
    WEB_PAGE(status(200, "<html>Log in</html>")),
    CUT_OFF(truncated("{\"number\": 1}", 5)),
    CLOSED(exchange -> exchange.close());

    private final ApiResponse answer;

    Loss(ApiResponse answer) {
      this.answer = answer;
    }
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void aRequestWhoseAnswerWasLostIsNotOpenedTwice(Loss loss) throws GitException {
    replay.lose("POST", ".*/pulls", loss.answer);

    Request request = requests(Provider.GITHUB).open(BRANCH, "main", DRAFT);

    assertThat(request.number()).isEqualTo(1);
    assertThat(count("POST", ".*/pulls")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void aMergeRequestWhoseAnswerWasLostIsNotOpenedTwice(Loss loss) throws Exception {
    use(new GitLabReplay("a/b/deploy"));
    replay.lose("POST", ".*/merge_requests", loss.answer);

    Request request = requests(Provider.GITLAB).open(BRANCH, "main", DRAFT);

    assertThat(request.number()).isEqualTo(1);
    assertThat(count("POST", ".*/merge_requests")).isEqualTo(1);
  }

  @Test
  void aRequestThatWasNotOpenedIsOpenedOnce() throws GitException {
    replay.fail("POST", ".*/pulls", status(502, ""));

    Request request = requests(Provider.GITHUB).open(BRANCH, "main", DRAFT);

    assertThat(request.labels()).containsExactly("rightsizing");
    assertThat(count("POST", ".*/pulls")).isEqualTo(2);
  }

  @Test
  void aRefusalIsNotTriedAgain() {
    replay.fail("POST", ".*/pulls", status(422, "{\"message\":\"No commits between them\"}"));

    assertThatThrownBy(() -> requests(Provider.GITHUB).open(BRANCH, "main", DRAFT))
        .hasMessageContaining("No commits between them");
    assertThat(count("POST", ".*/pulls")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void aCommentWhoseAnswerWasLostIsMadeOnce(Loss loss) throws GitException {
    Requests requests = requests(Provider.GITHUB);
    Request request = requests.open(BRANCH, "main", DRAFT);
    replay.lose("POST", ".*/comments", loss.answer);

    requests.close(request, "Nothing is left.");

    assertThat(replay.comments(1)).containsExactly("Nothing is left.");
    assertThat(requests.get(1).orElseThrow().state()).isEqualTo(Requests.State.CLOSED);
  }

  @Test
  void labelsThatCannotBeAddedDoNotKeepTheRequestFromBeingOpen() throws GitException {
    replay.fail("POST", ".*/labels", status(403, "{\"message\":\"Resource not accessible\"}"));

    Request request = requests(Provider.GITHUB).open(BRANCH, "main", DRAFT);

    assertThat(request.remarks())
        .singleElement()
        .asString()
        .contains("labels")
        .contains("Resource not accessible");
  }

  @Test
  void aLabelThatMayNotBeMadeIsRemarked() throws Exception {
    use(new GitLabReplay("shop/deploy"));

    Request request =
        requests(Provider.GITLAB)
            .open(
                BRANCH,
                "main",
                new Draft("a", "b", List.of("fine", "forbidden-1"), List.of(), false));

    assertThat(request.labels()).containsExactly("fine");
    assertThat(request.remarks()).singleElement().asString().contains("'forbidden-1'");
  }

  @Test
  void aPassWithoutNewsCostsNothingOfTheQuota() throws GitException {
    Request request = requests(Provider.GITHUB).open(BRANCH, "main", DRAFT);
    requests(Provider.GITHUB).find(BRANCH);
    replay.forgetCalls();

    Request found = requests(Provider.GITHUB).find(BRANCH).orElseThrow();
    requests(Provider.GITHUB).update(found, DRAFT);

    assertThat(found).isEqualTo(request);
    assertThat(replay.calls()).isNotEmpty().allMatch(call -> call.status() == 304);
    assertThat(replay.calls()).hasSizeLessThanOrEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = Provider.class,
      names = {"GITHUB", "GITLAB"})
  void theRequestIsFoundBehindPagesOfOthers(Provider provider) throws Exception {
    use(provider == Provider.GITHUB ? new GitHubReplay("a/b") : new GitLabReplay("a/b"));
    Request mine = requests(provider).open(BRANCH, "main", DRAFT);
    replay.others(70, BRANCH, true);

    Request found = requests(provider).find(BRANCH).orElseThrow();

    assertThat(found.number()).isEqualTo(mine.number());
  }

  @Test
  void aRequestOfAForkIsNotOurs() throws GitException {
    replay.others(1, BRANCH, true);

    assertThat(requests(Provider.GITHUB).find(BRANCH)).isEmpty();
  }

  @Test
  void jsonOfAnotherShapeIsNoHost() {
    replay.fail("GET", ".*/pulls", status(200, "[{\"number\": \"many\", \"state\": {}}]"));

    assertThatThrownBy(() -> requests(Provider.GITHUB).find(BRANCH))
        .isInstanceOfSatisfying(
            GitException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CODE_HOST_FAILED))
        .hasMessageContaining("spec.git.pullRequest.provider");
  }

  private long count(String method, String path) {
    List<Call> calls = replay.calls();
    return calls.stream().filter(c -> c.method().equals(method) && c.path().matches(path)).count();
  }
}
