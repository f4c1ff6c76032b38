// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit.codehost;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rightsizing.testkit.codehost.ReplayState.Pull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GitHub's REST API, version 2022-11-28, as far as requests need it. Tokens are one that stands for
 * a person's, and those that {@link GitHubAppReplay} gave to an App.
 */
public final class GitHubReplay extends CodeHostReplay {
  private static final Pattern REPOSITORY = Pattern.compile("/api/v3/repos/([^/]+/[^/]+)(/.*)?");
  private static final Pattern BY_ID = Pattern.compile("/api/v3/repositories/\\d+(/.*)?");

  private final GitHubAppReplay app = new GitHubAppReplay(this);

  public GitHubReplay(String path) throws IOException {
    super(path);
  }

  public GitHubAppReplay app() {
    return app;
  }

  @Override
  void check(Call call) {
    expect(call.path().startsWith("/api/v3/"), call, "the API is below /api/v3");
    expect(call.header("Accept").contains("json"), call, "Accept names JSON");
    expect(!call.header("User-Agent").isEmpty(), call, "User-Agent is required");
    expect(call.header("X-GitHub-Api-Version").equals("2022-11-28"), call, "names the version");
  }

  @Override
  Answer answer(Call call) throws IOException {
    if (call.path().startsWith("/api/v3/app/")) {
      return app.answer(call);
    }
    String secret = call.header("Authorization").replaceFirst("^Bearer ", "");
    if (!secret.equals(TOKEN) && !app.gave(secret)) {
      return message(401, "Bad credentials");
    }
    Matcher byId = BY_ID.matcher(call.path());
    if (byId.matches()) {
      return inRepository(call, Optional.ofNullable(byId.group(1)).orElse(""));
    }
    Matcher user = Pattern.compile("/api/v3/users/([^/]+)").matcher(call.path());
    if (user.matches()) {
      return state.people.containsKey(user.group(1))
          ? Answer.of(200, user(user.group(1)))
          : message(404, "Not Found");
    }
    Matcher repository = REPOSITORY.matcher(call.path());
    if (!repository.matches()) {
      expect(false, call, "unknown path");
      return message(404, "Not Found");
    }
    String rest = Optional.ofNullable(repository.group(2)).orElse("");
    if (state.formerPaths.contains(repository.group(1))) {
      String to = url() + "/api/v3/repositories/" + ReplayState.ID + rest;
      return message(call.method().equals("GET") ? 301 : 307, "Moved Permanently")
          .with("Location", to);
    }
    return repository.group(1).equalsIgnoreCase(state.path)
        ? inRepository(call, rest)
        : message(404, "Not Found");
  }

  private Answer inRepository(Call call, String rest) {
    if (rest.isEmpty()) {
      return Answer.of(200, repository());
    }
    if (rest.startsWith("/branches/")) {
      String branch = rest.substring("/branches/".length());
      return state.branches.containsKey(branch)
          ? Answer.of(200, object().put("name", branch).set("commit", object().put("sha", "1")))
          : message(404, "Branch not found");
    }
    if (rest.equals("/pulls")) {
      return call.method().equals("GET") ? list(call) : create(call);
    }
    Matcher one = Pattern.compile("/(pulls|issues)/(\\d+)(/.*)?").matcher(rest);
    Optional<Pull> pull =
        one.matches() ? state.pull(Long.parseLong(one.group(2))) : Optional.empty();
    if (pull.isEmpty()) {
      return message(404, "Not Found");
    }
    String what = one.group(1) + Optional.ofNullable(one.group(3)).orElse("");
    return switch (call.method() + " " + what) {
      case "GET pulls" -> Answer.of(200, json(pull.get(), true));
      case "PATCH pulls" -> edit(call, pull.get());
      case "POST issues/labels" -> label(call, pull.get());
      case "POST issues/comments" -> comment(call, pull.get());
      case "GET issues/comments" -> comments(call, pull.get());
      case "POST pulls/requested_reviewers" -> review(call, pull.get());
      default -> {
        expect(false, call, "unknown path");
        yield message(404, "Not Found");
      }
    };
  }

  private Answer list(Call call) {
    String head = call.query().getOrDefault("head", "");
    expect(head.isEmpty() || head.contains(":"), call, "head is user:branch");
    String state = call.query().getOrDefault("state", "open");
    List<ObjectNode> found = new ArrayList<>();
    List<Pull> newest = new ArrayList<>(this.state.pulls);
    newest.sort(Comparator.comparing((Pull p) -> p.number).reversed());
    for (Pull pull : newest) {
      boolean fits = state.equals("all") || pull.open == state.equals("open");
      if (fits && (head.isEmpty() || head.equals(this.state.owner() + ":" + pull.head))) {
        found.add(json(pull, false));
      }
    }
    return page(call, found, 30);
  }

  private Answer create(Call call) {
    expectFields(call, "title", "head", "base", "body", "maintainer_can_modify", "draft");
    String head = call.body().path("head").asText();
    String base = call.body().path("base").asText();
    if (state.openFrom(head).isPresent()) {
      return invalid(
          object()
              .put("resource", "PullRequest")
              .put("code", "custom")
              .put(
                  "message",
                  "A pull request already exists for " + state.owner() + ":" + head + "."));
    }
    for (String side : List.of("head", "base")) {
      if (!state.branches.containsKey(call.body().path(side).asText())) {
        return invalid(
            object().put("resource", "PullRequest").put("field", side).put("code", "invalid"));
      }
    }
    Pull pull =
        state.open(
            head,
            base,
            call.body().path("title").asText(),
            call.body().path("body").asText(),
            call.body().path("draft").asBoolean());
    return Answer.of(201, json(pull, true));
  }

  private Answer edit(Call call, Pull pull) {
    expectFields(call, "title", "body", "state", "base", "maintainer_can_modify");
    pull.title = call.body().path("title").asText(pull.title);
    pull.body = call.body().path("body").asText(pull.body);
    if (call.body().path("state").asText().equals("closed")) {
      pull.open = false;
    }
    return Answer.of(200, json(pull, true));
  }

  private Answer label(Call call, Pull pull) {
    expectFields(call, "labels");
    expect(call.body().path("labels").isArray(), call, "labels is a list");
    call.body().path("labels").forEach(label -> pull.labels.add(label.asText()));
    return Answer.of(200, json(pull, false).get("labels"));
  }

  private Answer comment(Call call, Pull pull) {
    expectFields(call, "body");
    pull.comments.add(call.body().path("body").asText());
    return Answer.of(201, object().put("id", 1).put("body", call.body().path("body").asText()));
  }

  private Answer comments(Call call, Pull pull) {
    List<ObjectNode> found = new ArrayList<>();
    pull.comments.forEach(text -> found.add(object().put("id", found.size()).put("body", text)));
    return page(call, found, 30);
  }

  private Answer review(Call call, Pull pull) {
    expectFields(call, "reviewers", "team_reviewers");
    for (var reviewer : call.body().path("reviewers")) {
      if (!state.people.getOrDefault(reviewer.asText(), false)) {
        return message(
            422,
            "Reviews may only be requested from collaborators. One or more of the users or teams"
                + " you specified is not a collaborator of the "
                + state.path
                + " repository.");
      }
      pull.reviewers.add(reviewer.asText());
    }
    return Answer.of(201, json(pull, true));
  }

  private static Answer invalid(ObjectNode error) {
    ObjectNode body = object().put("message", "Validation Failed").put("status", "422");
    body.putArray("errors").add(error);
    return Answer.of(422, body);
  }

  static Answer message(int status, String text) {
    return Answer.of(
        status,
        object()
            .put("message", text)
            .put("documentation_url", "https://docs.github.com/rest")
            .put("status", "" + status));
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private ObjectNode user(String login) {
    return object()
        .put("login", login)
        .put("id", state.personId(login))
        .put("type", "User")
        .put("url", url() + "/api/v3/users/" + login);
  }

  private ObjectNode repository() {
    ObjectNode json =
        object()
            .put("id", ReplayState.ID)
            .put("name", state.name())
            .put("full_name", state.path)
            .put("private", true)
            .put("html_url", url() + "/" + state.path)
            .put("url", url() + "/api/v3/repos/" + state.path)
            .put("default_branch", "main");
    json.set("owner", object().put("login", state.owner()).put("id", 1));
    return json;
  }

  private ObjectNode json(Pull pull, boolean whole) {
    ObjectNode json =
        object()
            .put("id", 1000 + pull.number)
            .put("number", pull.number)
            .put("state", pull.open ? "open" : "closed")
            .put("title", pull.title)
            .put("draft", pull.draft)
            .put("html_url", url() + "/" + state.path + "/pull/" + pull.number)
            .put("url", url() + "/api/v3/repos/" + state.path + "/pulls/" + pull.number)
            .put("created_at", pull.created.toString())
            .put("merged_at", pull.merged ? "2026-11-29T11:00:00Z" : null)
            .put("body", pull.body.isEmpty() ? null : pull.body);
    ArrayNode labels = json.putArray("labels");
    pull.labels.forEach(label -> labels.add(object().put("id", 1).put("name", label)));
    json.set("user", user("rightsizing"));
    json.set("head", side(pull.head, pull.fork));
    json.set("base", side(pull.base, false));
    if (whole) {
      json.put("merged", pull.merged).put("comments", pull.comments.size());
    }
    return json;
  }

  private ObjectNode side(String branch, boolean fork) {
    ObjectNode side =
        object()
            .put("label", state.owner() + ":" + branch)
            .put("ref", branch)
            .put("sha", ReplayState.sha(branch));
    ObjectNode repository = repository();
    if (fork) {
      repository.put("id", 9).put("full_name", state.owner() + "/fork");
    }
    side.set("repo", repository);
    return side;
  }

  /** Which headers a limit has, as documented. */
  public static Map<String, String> usedUp(long reset) {
    return Map.of(
        "x-ratelimit-limit", "5000",
        "x-ratelimit-remaining", "0",
        "x-ratelimit-reset", "" + reset);
  }
}
