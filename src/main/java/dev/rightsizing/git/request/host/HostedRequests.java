// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.host;

import dev.rightsizing.git.AllowedUrls;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.RepositoryUrl;
import dev.rightsizing.git.request.Requests;
import dev.rightsizing.git.request.host.HostApi.Hosted;
import dev.rightsizing.git.request.host.HostApi.Location;
import dev.rightsizing.git.request.http.RefusedStatus;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.Reason;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Requests on any host. An answer that is lost may belong to a call that was carried out, so before
 * anything is created again it is looked for.
 */
public final class HostedRequests implements Requests {
  private static final int LONGEST_NAME = 200;

  /** Faults that say nothing about whether a call was carried out. */
  private static final Set<Reason> UNCERTAIN =
      EnumSet.of(Reason.GIT_TIMEOUT, Reason.GIT_UNREACHABLE, Reason.CODE_HOST_FAILED);

  private final HostApi api;
  private final String path;
  private final RepositoryUrl repository;
  private final AllowedUrls allowed;

  /**
   * @param path of the repository on the host
   */
  public HostedRequests(HostApi api, String path, RepositoryUrl repository, AllowedUrls allowed) {
    this.api = api;
    this.path = path;
    this.repository = repository;
    this.allowed = allowed;
  }

  @Override
  public Optional<Request> find(String branch) throws GitException {
    Location at = locate();
    List<Request> found = api.from(at.path(), branch);
    return found.stream()
        .filter(request -> request.state() == State.OPEN)
        .findFirst()
        .or(() -> found.stream().findFirst())
        .map(request -> noted(request, at, List.of()));
  }

  @Override
  public Optional<Request> get(long number) throws GitException {
    Location at = locate();
    return api.get(at.path(), number).map(hosted -> noted(hosted.request(), at, List.of()));
  }

  @Override
  public Request open(String branch, String base, Draft draft) throws GitException {
    Location at = locate();
    Request created;
    try {
      created = api.create(at.path(), branch, base, draft);
    } catch (GitException e) {
      Optional<Request> there = lookAfter(e, at, branch);
      if (there.isPresent()) {
        return update(there.get(), draft);
      }
      if (RefusedStatus.isCertain(e) || !UNCERTAIN.contains(e.reason())) {
        throw explained(e, at, base);
      }
      created = api.create(at.path(), branch, base, draft);
    }
    List<String> remarks = new ArrayList<>();
    long number = created.number();
    if (!draft.labels().isEmpty()) {
      remarks.addAll(tried("labels", () -> api.label(at.path(), number, draft.labels())));
    }
    if (!draft.reviewers().isEmpty()) {
      remarks.addAll(tried("reviewers", () -> api.review(at.path(), number, draft.reviewers())));
    }
    return noted(again(at, created), at, remarks);
  }

  /** What is open for the branch although opening failed. */
  private Optional<Request> lookAfter(GitException fault, Location at, String branch)
      throws GitException {
    if (!UNCERTAIN.contains(fault.reason())) {
      return Optional.empty();
    }
    return api.from(at.path(), branch).stream()
        .filter(request -> request.state() == State.OPEN)
        .findFirst();
  }

  private GitException explained(GitException fault, Location at, String base) throws GitException {
    boolean refused =
        fault.reason() == Reason.CODE_HOST_FAILED || fault.reason() == Reason.GIT_NOT_FOUND;
    if (!refused || api.hasBranch(at.path(), base)) {
      return fault;
    }
    return new GitException(
        Reason.GIT_BRANCH_NOT_FOUND,
        "the base branch '"
            + PlainText.line(base, LONGEST_NAME)
            + "' does not exist in "
            + at.url()
            + "; set spec.git.branch",
        fault);
  }

  /** Something that is nice to have on a request that is open already. */
  @FunctionalInterface
  private interface Extra {
    List<String> add() throws GitException;
  }

  private static List<String> tried(String what, Extra extra) {
    try {
      return extra.add();
    } catch (GitException e) {
      return List.of("The " + what + " could not be added: " + e.getMessage() + ".");
    }
  }

  private Request again(Location at, Request created) {
    try {
      return api.get(at.path(), created.number()).map(Hosted::request).orElse(created);
    } catch (GitException e) {
      return created; // the request is open all the same
    }
  }

  @Override
  public Request update(Request request, Draft draft) throws GitException {
    if (isSame(request, draft)) {
      return request;
    }
    Location at = locate();
    Hosted now =
        api.get(at.path(), request.number())
            .orElseThrow(
                () ->
                    new GitException(
                        Reason.GIT_NOT_FOUND,
                        "the request " + request.url() + " is gone; the next pass looks again"));
    if (now.request().state() == State.OPEN && !isSame(now.request(), draft)) {
      boolean title = !now.request().title().equals(draft.title());
      boolean body = !plain(now.request().body()).equals(plain(draft.body()));
      api.edit(
          at.path(),
          request.number(),
          title ? Optional.of(now.prefix() + draft.title()) : Optional.empty(),
          body ? Optional.of(draft.body()) : Optional.empty());
      return noted(again(at, now.request()), at, List.of());
    }
    return noted(now.request(), at, List.of());
  }

  private static boolean isSame(Request request, Draft draft) {
    return request.title().equals(draft.title())
        && plain(request.body()).equals(plain(draft.body()));
  }

  /** Hosts change the ends of lines and of the text. */
  private static String plain(String body) {
    return body.replace("\r\n", "\n").strip();
  }

  @Override
  public void close(Request request, String comment) throws GitException {
    Location at = locate();
    long number = request.number();
    Optional<Hosted> now = api.get(at.path(), number);
    if (now.isEmpty() || now.get().request().state() != State.OPEN) {
      return; // a person was faster
    }
    // When a former attempt ended between the two, the comment is there.
    if (!comment.isBlank() && !api.hasComment(at.path(), number, comment)) {
      comment(at, number, comment);
    }
    api.close(at.path(), number);
  }

  @Override
  public void comment(Request request, String text) throws GitException {
    comment(locate(), request.number(), text);
  }

  private void comment(Location at, long number, String text) throws GitException {
    try {
      api.comment(at.path(), number, text);
    } catch (GitException e) {
      if (RefusedStatus.isCertain(e) || !UNCERTAIN.contains(e.reason())) {
        throw e;
      }
      if (!api.hasComment(at.path(), number, text)) {
        api.comment(at.path(), number, text);
      }
    }
  }

  /** A repository that was moved may have moved to where nobody allowed anything. */
  private Location locate() throws GitException {
    Location at = api.locate(path);
    if (!at.path().equalsIgnoreCase(path)) {
      RepositoryUrl moved = moved(at);
      if (!allowed.allows(moved)) {
        throw new GitException(
            Reason.GIT_URL_NOT_ALLOWED,
            "the repository "
                + repository.plain()
                + " has moved to "
                + moved.plain()
                + ", which matches none of "
                + AllowedUrls.SETTING
                + "; set spec.git.repository, and have an administrator add it");
      }
    }
    return at;
  }

  private RepositoryUrl moved(Location at) throws GitException {
    String was = repository.path();
    String prefix = was.substring(0, was.length() - path.length());
    return RepositoryUrl.parse(repository.origin() + "/" + prefix + at.path());
  }

  private Request noted(Request request, Location at, List<String> remarks) {
    List<String> all = new ArrayList<>(request.remarks());
    if (!at.path().equalsIgnoreCase(path)) {
      all.add(
          "The repository "
              + repository.plain()
              + " has moved to "
              + PlainText.line(at.path(), LONGEST_NAME)
              + "; update spec.git.repository.");
    }
    all.addAll(remarks);
    return new Request(
        request.number(),
        request.url(),
        request.state(),
        request.branch(),
        request.base(),
        request.head(),
        request.title(),
        request.body(),
        request.labels(),
        all);
  }
}
