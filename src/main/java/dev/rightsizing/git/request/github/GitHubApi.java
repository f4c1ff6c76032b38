// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.github;

import dev.rightsizing.git.GitException;
import dev.rightsizing.git.request.Requests.Draft;
import dev.rightsizing.git.request.Requests.Request;
import dev.rightsizing.git.request.Requests.State;
import dev.rightsizing.git.request.host.HostApi;
import dev.rightsizing.git.request.http.ApiClient;
import dev.rightsizing.git.request.http.RefusedStatus;
import dev.rightsizing.model.Reason;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.kohsuke.github.GHIssueComment;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHLabel;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;

/** GitHub and GitHub Enterprise. */
public final class GitHubApi implements HostApi {
  /** Requests of one branch: older ones are not looked through. */
  private static final int MOST_REQUESTS = 100;

  private static final int PAGE = 30;
  private static final Duration RECENT = Duration.ofDays(1);

  private final GitHub gitHub;
  private final LibraryCalls calls;
  private final Clock clock;

  /**
   * @throws GitException when the API's URL is none
   */
  public GitHubApi(ApiClient client, Clock clock) throws GitException {
    this.calls = new LibraryCalls(client.target());
    this.clock = clock;
    this.gitHub =
        calls.run(
            () ->
                new GitHubBuilder()
                    .withEndpoint(client.target().base().toString())
                    .withConnector(new ClientConnector(client))
                    .build());
  }

  @Override
  public Location locate(String path) throws GitException {
    return calls.run(
        () -> {
          GHRepository repository = gitHub.getRepository(path);
          return new Location(repository.getFullName(), repository.getHtmlUrl().toString());
        });
  }

  @Override
  public List<Request> from(String path, String branch) throws GitException {
    String owner = path.substring(0, path.indexOf('/'));
    return calls.run(
        () -> {
          List<Request> found = new ArrayList<>();
          int seen = 0;
          for (GHPullRequest pull :
              gitHub
                  .getRepository(path)
                  .queryPullRequests()
                  .state(GHIssueState.ALL)
                  .head(owner + ":" + branch)
                  .list()
                  .withPageSize(PAGE)) {
            if (isOwn(pull)) {
              found.add(request(pull));
            }
            if (pull.getState() == GHIssueState.OPEN || ++seen == MOST_REQUESTS) {
              break;
            }
          }
          return found;
        });
  }

  /** An owner may have a fork of its own repository. */
  private static boolean isOwn(GHPullRequest pull) {
    GHRepository from = pull.getHead().getRepository();
    GHRepository to = pull.getBase().getRepository();
    return from == null || to == null || from.getId() == to.getId();
  }

  @Override
  public Optional<Hosted> get(String path, long number) throws GitException {
    return calls.found(() -> new Hosted(request(pull(path, number)), ""));
  }

  private GHPullRequest pull(String path, long number) throws IOException {
    return gitHub.getRepository(path).getPullRequest(Math.toIntExact(number));
  }

  @Override
  public Request create(String path, String branch, String base, Draft draft) throws GitException {
    return calls.run(
        () ->
            request(
                gitHub
                    .getRepository(path)
                    .createPullRequest(
                        draft.title(), branch, base, draft.body(), false, draft.draft())));
  }

  @Override
  public void edit(String path, long number, Optional<String> title, Optional<String> body)
      throws GitException {
    calls.run(
        () -> {
          GHPullRequest pull = pull(path, number);
          if (title.isPresent()) {
            pull.setTitle(title.get());
          }
          if (body.isPresent()) {
            pull.setBody(body.get());
          }
          return pull;
        });
  }

  @Override
  public void close(String path, long number) throws GitException {
    calls.run(
        () -> {
          GHPullRequest pull = pull(path, number);
          pull.close();
          return pull;
        });
  }

  @Override
  public void comment(String path, long number, String text) throws GitException {
    calls.run(() -> pull(path, number).comment(text));
  }

  @Override
  public boolean hasComment(String path, long number, String text) throws GitException {
    Date since = Date.from(clock.instant().minus(RECENT));
    return calls.run(
        () -> {
          for (GHIssueComment comment : pull(path, number).queryComments().since(since).list()) {
            if (comment.getBody().strip().equals(text.strip())) {
              return true;
            }
          }
          return false;
        });
  }

  @Override
  public boolean hasBranch(String path, String branch) throws GitException {
    return calls.found(() -> gitHub.getRepository(path).getBranch(branch)).isPresent();
  }

  /** GitHub makes the labels that do not exist. */
  @Override
  public List<String> label(String path, long number, List<String> labels) throws GitException {
    calls.run(() -> pull(path, number).addLabels(labels.toArray(String[]::new)));
    return List.of();
  }

  /** One at a time, because one who may not review spoils the whole call. */
  @Override
  public List<String> review(String path, long number, List<String> reviewers) throws GitException {
    List<String> remarks = new ArrayList<>();
    for (String reviewer : reviewers) {
      try {
        calls.run(
            () -> {
              ask(pull(path, number), reviewer);
              return true;
            });
      } catch (GitException e) {
        if (!RefusedStatus.isCertain(e) || e.reason() == Reason.GIT_RATE_LIMITED) {
          throw e;
        }
        remarks.add(
            "The review of '" + reviewer + "' could not be requested: " + e.getMessage() + ".");
      }
    }
    return remarks;
  }

  /** A team is named with its organization: {@code shop/platform}. */
  private void ask(GHPullRequest pull, String reviewer) throws IOException {
    int slash = reviewer.indexOf('/');
    if (slash < 0) {
      pull.requestReviewers(List.of(gitHub.getUser(reviewer)));
    } else {
      pull.requestTeamReviewers(
          List.of(
              gitHub
                  .getOrganization(reviewer.substring(0, slash))
                  .getTeamBySlug(reviewer.substring(slash + 1))));
    }
  }

  private static Request request(GHPullRequest pull) {
    State state =
        pull.getMergedAt() != null
            ? State.MERGED
            : pull.getState() == GHIssueState.OPEN ? State.OPEN : State.CLOSED;
    return new Request(
        pull.getNumber(),
        pull.getHtmlUrl().toString(),
        state,
        pull.getHead().getRef(),
        pull.getBase().getRef(),
        pull.getHead().getSha(),
        pull.getTitle(),
        pull.getBody() == null ? "" : pull.getBody(),
        pull.getLabels().stream().map(GHLabel::getName).toList(),
        List.of());
  }
}
