// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rightsizing.git.AllowedUrls;
import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.request.Requests.Draft;
import dev.rightsizing.git.request.Requests.Request;
import dev.rightsizing.git.request.Requests.State;
import dev.rightsizing.git.request.choice.RestCodeHosts;
import dev.rightsizing.git.request.http.ApiSettings;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.proposal.GitSettings.Provider;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds of requests on every host. */
abstract class RequestsContract {
  static final ApiSettings SETTINGS =
      new ApiSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          2,
          Duration.ofMillis(10),
          1 << 20,
          Optional.empty());

  static final String BRANCH = "rightsizing/shop-default";
  static final Draft DRAFT =
      new Draft(
          "Right-size 2 workloads in shop",
          "| a | b |\n|---|---|\n| `1` | ü ✓ |\n",
          List.of("rightsizing"),
          List.of("ada"),
          false);

  /** The host, and what people do on it in a browser. */
  interface Host {
    Provider provider();

    /** Of a repository with a branch {@code main}, which nothing else uses. */
    String repositoryUrl();

    String token();

    void branch(String name) throws Exception;

    void deleteBranch(String name) throws Exception;

    void merge(long number) throws Exception;

    void close(long number) throws Exception;

    void edit(long number, String title, String body) throws Exception;

    /** The title as people see it. */
    String title(long number) throws Exception;

    void removeLabel(long number, String label) throws Exception;

    List<String> comments(long number) throws Exception;

    List<String> reviewers(long number) throws Exception;

    /** Gives the repository another name. */
    void rename(String name) throws Exception;
  }

  abstract Host host() throws Exception;

  /** By default all of the host's repositories may be used. */
  private Requests requests(String url, String token, List<String> allowed) throws Exception {
    return new RestCodeHosts(new AllowedUrls(allowed), SETTINGS, Clock.systemUTC())
        .requests(
            url,
            new GitSettings.Request(host().provider(), "", List.of(), false, List.of()),
            credentials(token))
        .orElseThrow();
  }

  static Credentials credentials(String token) {
    return new Credentials(Map.of("password", (token + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  Requests requests() throws Exception {
    String url = host().repositoryUrl();
    return requests(url, host().token(), List.of(url.replaceAll("(://[^/]+)/.*", "$1")));
  }

  private Request opened() throws Exception {
    host().branch(BRANCH);
    return requests().open(BRANCH, "main", DRAFT);
  }

  @Test
  void findsNothingForABranchWithoutARequest() throws Exception {
    assertThat(requests().find(BRANCH)).isEmpty();
    assertThat(requests().get(999)).isEmpty();
  }

  @Test
  void opensARequestThatIsFoundByItsBranchAndItsNumber() throws Exception {
    Request request = opened();

    assertThat(request.remarks()).isEmpty();
    assertThat(request.state()).isEqualTo(State.OPEN);
    assertThat(request.branch()).isEqualTo(BRANCH);
    assertThat(request.base()).isEqualTo("main");
    assertThat(request.head()).matches("[0-9a-f]{40}");
    assertThat(request.title()).isEqualTo(DRAFT.title());
    assertThat(request.body().strip()).isEqualTo(DRAFT.body().strip());
    assertThat(request.labels()).containsExactly("rightsizing");
    assertThat(request.url()).startsWith("http").endsWith("/" + request.number());
    assertThat(host().reviewers(request.number())).containsExactly("ada");
    assertThat(requests().find(BRANCH)).contains(request);
    assertThat(requests().get(request.number())).contains(request);
    assertThat(requests().find("rightsizing/shop")).isEmpty();
  }

  @Test
  void openingAgainUpdatesTheOneThatIsOpen() throws Exception {
    Request request = opened();

    Draft other = new Draft("Right-size 3 workloads", "new", List.of("more"), List.of(), false);
    Request again = requests().open(BRANCH, "main", other);

    assertThat(again.number()).isEqualTo(request.number());
    assertThat(again.title()).isEqualTo("Right-size 3 workloads");
    assertThat(again.body()).isEqualTo("new");
    assertThat(requests().find(BRANCH)).contains(again);
  }

  @Test
  void anUpdateLeavesLabelsAsPeopleHaveThem() throws Exception {
    Request request = opened();
    host().removeLabel(request.number(), "rightsizing");

    Request updated =
        requests()
            .update(
                request,
                new Draft("Another title", DRAFT.body(), DRAFT.labels(), List.of(), false));

    assertThat(updated.title()).isEqualTo("Another title");
    assertThat(updated.labels()).isEmpty();
    assertThat(requests().get(request.number()).orElseThrow().labels()).isEmpty();
  }

  @Test
  void closesWithACommentOnce() throws Exception {
    Request request = opened();

    requests().close(request, "Nothing is left to change.");
    requests().close(request, "Nothing is left to change.");

    assertThat(requests().find(BRANCH).orElseThrow().state()).isEqualTo(State.CLOSED);
    assertThat(host().comments(request.number())).containsExactly("Nothing is left to change.");
  }

  @Test
  void aCommentOfAFormerAttemptToCloseIsNotRepeated() throws Exception {
    Request request = opened();
    requests().comment(request, "Nothing is left.");

    requests().close(request, "Nothing is left.");

    assertThat(host().comments(request.number())).containsExactly("Nothing is left.");
    assertThat(requests().get(request.number()).orElseThrow().state()).isEqualTo(State.CLOSED);
  }

  @Test
  void aMergedRequestIsFoundAfterItsBranchIsGone() throws Exception {
    Request request = opened();
    host().merge(request.number());
    host().deleteBranch(BRANCH);

    Request found = requests().find(BRANCH).orElseThrow();

    assertThat(found.number()).isEqualTo(request.number());
    assertThat(found.state()).isEqualTo(State.MERGED);
    assertThat(found.branch()).isEqualTo(BRANCH);
  }

  @Test
  void aRequestThatWasClosedMeanwhileIsNotChanged() throws Exception {
    Request request = opened();
    host().close(request.number());

    Request updated =
        requests().update(request, new Draft("Other", "other", List.of(), List.of(), false));
    requests().close(request, "Nothing is left.");

    assertThat(updated.state()).isEqualTo(State.CLOSED);
    assertThat(updated.title()).isEqualTo(DRAFT.title());
    assertThat(host().comments(request.number())).isEmpty();
  }

  @Test
  void afterAClosedRequestTheNewOneIsFound() throws Exception {
    Request first = opened();
    host().close(first.number());

    Request second = requests().open(BRANCH, "main", DRAFT);

    assertThat(second.number()).isNotEqualTo(first.number());
    assertThat(requests().find(BRANCH).orElseThrow().number()).isEqualTo(second.number());
  }

  @Test
  void aDraftThatAPersonMarkedAsReadyStaysReady() throws Exception {
    host().branch(BRANCH);
    Draft draft = new Draft("Right-size", "a", List.of(), List.of(), true);
    Request request = requests().open(BRANCH, "main", draft);
    assertThat(request.title()).isEqualTo("Right-size");

    Draft changed = new Draft("Right-size more", "b", List.of(), List.of(), true);
    requests().update(request, changed);
    if (host().provider() != Provider.GITHUB) {
      assertThat(host().title(request.number())).matches("(WIP|Draft): Right-size more");
    }
    host().edit(request.number(), "Right-size more", "b");
    Request updated =
        requests().update(request, new Draft("Right-size most", "b", List.of(), List.of(), true));

    assertThat(updated.title()).isEqualTo("Right-size most");
    assertThat(host().title(request.number())).isEqualTo("Right-size most");
  }

  @Test
  void aBaseThatDoesNotExistIsNamed() throws Exception {
    host().branch(BRANCH);

    assertThatThrownBy(() -> requests().open(BRANCH, "mian", DRAFT))
        .isInstanceOfSatisfying(
            GitException.class, e -> assertThat(e.reason()).isEqualTo(Reason.GIT_BRANCH_NOT_FOUND))
        .hasMessageContaining("'mian'")
        .hasMessageContaining("spec.git.branch");
  }

  @Test
  void reviewersWhoMayNotReviewAreRemarked() throws Exception {
    host().branch(BRANCH);

    Request request =
        requests()
            .open(
                BRANCH,
                "main",
                new Draft("a", "b", List.of(), List.of("stranger", "nobody-here", "ada"), false));

    assertThat(request.state()).isEqualTo(State.OPEN);
    assertThat(request.remarks()).isNotEmpty();
    assertThat(String.join(" ", request.remarks())).contains("review");
    assertThat(host().reviewers(request.number())).contains("ada");
  }

  @Test
  void aWrongTokenIsSaidWithoutShowingIt() throws Exception {
    String url = host().repositoryUrl();

    assertThatThrownBy(() -> requests(url, "wrong-token-hunter2", List.of(url)).find(BRANCH))
        .isInstanceOfSatisfying(
            GitException.class, e -> assertThat(e.reason()).isEqualTo(Reason.GIT_UNAUTHORIZED))
        .hasMessageContaining("authSecret")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aRepositoryThatDoesNotExistIsNamed() throws Exception {
    String url = host().repositoryUrl().replaceFirst("\\.git$", "-of-nobody.git");

    assertThatThrownBy(() -> requests(url, host().token(), List.of(url)).find(BRANCH))
        .isInstanceOfSatisfying(
            GitException.class, e -> assertThat(e.reason()).isEqualTo(Reason.GIT_NOT_FOUND))
        .hasMessageContaining("-of-nobody");
  }

  @Test
  void aRenamedRepositoryIsFollowedAndRemarkedWhereThatIsAllowed() throws Exception {
    String url = host().repositoryUrl();
    Requests before = requests();
    Request request = opened();
    host().rename("renamed");

    Request found = before.find(BRANCH).orElseThrow();
    before.update(found, new Draft("After", "move", List.of(), List.of(), false));

    assertThat(found.number()).isEqualTo(request.number());
    assertThat(String.join(" ", found.remarks()))
        .contains("/renamed")
        .contains("spec.git.repository");
    assertThat(host().title(request.number())).isEqualTo("After");
    Requests narrow = requests(url, host().token(), List.of(url));
    assertThatThrownBy(() -> narrow.find(BRANCH))
        .isInstanceOfSatisfying(
            GitException.class, e -> assertThat(e.reason()).isEqualTo(Reason.GIT_URL_NOT_ALLOWED))
        .hasMessageContaining("/renamed");
  }
}
