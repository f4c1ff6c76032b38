// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit.codehost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rightsizing.testkit.codehost.ReplayState.Pull;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** GitLab's REST API, version 4 as of GitLab 18, as far as merge requests need it. */
public final class GitLabReplay extends CodeHostReplay {
  private static final Pattern PROJECT = Pattern.compile("/api/v4/projects/([^/]+)(/.*)?");

  public GitLabReplay(String path) throws IOException {
    super(path);
  }

  @Override
  void check(Call call) {
    expect(call.path().startsWith("/api/v4/"), call, "the API is below /api/v4");
  }

  @Override
  Answer answer(Call call) {
    boolean known =
        call.header("Authorization").equals("Bearer " + TOKEN)
            || call.header("PRIVATE-TOKEN").equals(TOKEN);
    if (!known) {
      return message(401, "401 Unauthorized");
    }
    if (call.path().equals("/api/v4/users")) {
      return users(call);
    }
    Matcher project = PROJECT.matcher(call.path());
    if (!project.matches()) {
      expect(false, call, "unknown path");
      return Answer.of(404, object().put("error", "404 Not Found"));
    }
    String path = URLDecoder.decode(project.group(1), StandardCharsets.UTF_8);
    String rest = Optional.ofNullable(project.group(2)).orElse("");
    if (state.formerPaths.contains(path)) {
      return call.method().equals("GET")
          ? Answer.of(301, object().put("message", "301 Moved Permanently"))
              .with("Location", url() + "/api/v4/projects/" + ReplayState.ID + rest)
          : Answer.of(
              405, object().put("message", "Non GET methods are not allowed for moved projects"));
    }
    boolean here = path.equals(state.path) || path.equals("" + ReplayState.ID);
    return here ? inProject(call, rest) : message(404, "404 Project Not Found");
  }

  private Answer users(Call call) {
    ArrayNode found = JsonNodeFactory.instance.arrayNode();
    String name = call.query().getOrDefault("username", "");
    if (state.people.containsKey(name)) {
      found.add(object().put("id", state.personId(name)).put("username", name));
    }
    return Answer.of(200, found);
  }

  private Answer inProject(Call call, String rest) {
    if (rest.isEmpty()) {
      return Answer.of(
          200,
          object()
              .put("id", ReplayState.ID)
              .put("path_with_namespace", state.path)
              .put("web_url", url() + "/" + state.path)
              .put("default_branch", "main"));
    }
    if (rest.startsWith("/repository/branches/")) {
      String branch =
          URLDecoder.decode(
              rest.substring("/repository/branches/".length()), StandardCharsets.UTF_8);
      return state.branches.containsKey(branch)
          ? Answer.of(200, object().put("name", branch))
          : message(404, "404 Branch Not Found");
    }
    if (rest.equals("/merge_requests")) {
      return call.method().equals("GET") ? list(call) : create(call);
    }
    Matcher one = Pattern.compile("/merge_requests/(\\d+)(/.*)?").matcher(rest);
    Optional<Pull> pull =
        one.matches() ? state.pull(Long.parseLong(one.group(1))) : Optional.empty();
    if (pull.isEmpty()) {
      return message(404, "404 Not found");
    }
    return switch (call.method() + Optional.ofNullable(one.group(2)).orElse("")) {
      case "GET" -> Answer.of(200, json(pull.get()));
      case "PUT" -> edit(call, pull.get());
      case "POST/notes" -> note(call, pull.get());
      case "GET/notes" -> notes(call, pull.get());
      default -> {
        expect(false, call, "unknown path");
        yield message(404, "404 Not found");
      }
    };
  }

  private Answer list(Call call) {
    List<Pull> newest = new ArrayList<>(state.pulls);
    newest.sort(Comparator.comparing((Pull p) -> p.number).reversed());
    String branch = call.query().getOrDefault("source_branch", "");
    String wanted = call.query().getOrDefault("state", "all");
    expect(List.of("all", "opened", "closed", "merged").contains(wanted), call, "state");
    List<ObjectNode> found = new ArrayList<>();
    for (Pull pull : newest) {
      boolean fits = wanted.equals("all") || wanted.equals(stateOf(pull));
      if (fits && (branch.isEmpty() || branch.equals(pull.head))) {
        found.add(json(pull));
      }
    }
    return page(call, found, 20);
  }

  private Answer create(Call call) {
    expectFields(
        call, "source_branch", "target_branch", "title", "description", "remove_source_branch");
    for (String field : List.of("source_branch", "target_branch", "title")) {
      if (call.body().path(field).asText().isEmpty()) {
        return Answer.of(400, object().put("error", field + " is missing"));
      }
    }
    String head = call.body().path("source_branch").asText();
    String base = call.body().path("target_branch").asText();
    Optional<Pull> open = state.openFrom(head);
    if (open.isPresent()) {
      ObjectNode body = object();
      body.putArray("message")
          .add(
              "Another open merge request already exists for this source branch: !"
                  + open.get().number);
      return Answer.of(409, body);
    }
    for (String branch : List.of(head, base)) {
      if (!state.branches.containsKey(branch)) {
        ObjectNode body = object();
        body.putObject("message").putArray("base").add("Branch \"" + branch + "\" does not exist");
        return Answer.of(400, body);
      }
    }
    String title = call.body().path("title").asText();
    Pull pull = state.open(head, base, title, call.body().path("description").asText(), false);
    return Answer.of(201, json(pull));
  }

  private Answer edit(Call call, Pull pull) {
    expectFields(
        call,
        "title",
        "description",
        "state_event",
        "add_labels",
        "remove_labels",
        "labels",
        "reviewer_ids",
        "target_branch");
    JsonNode body = call.body();
    expect(!body.isEmpty(), call, "at least one field is required");
    pull.title = body.path("title").asText(pull.title);
    pull.body = body.path("description").asText(pull.body);
    if (body.path("state_event").asText().equals("close")) {
      pull.open = false;
    }
    // Without the right to make labels, those that do not exist are left out.
    for (String label : body.path("add_labels").asText().split(",")) {
      if (!label.isEmpty() && !label.startsWith("forbidden")) {
        pull.labels.add(label);
      }
    }
    // The free tier has one reviewer, who has access.
    for (JsonNode id : body.path("reviewer_ids")) {
      state.people.forEach(
          (login, may) -> {
            if (may && state.personId(login) == id.asLong() && pull.reviewers.isEmpty()) {
              pull.reviewers.add(login);
            }
          });
    }
    return Answer.of(200, json(pull));
  }

  private Answer note(Call call, Pull pull) {
    expectFields(call, "body");
    pull.comments.add(call.body().path("body").asText());
    return Answer.of(201, object().put("id", 1).put("body", call.body().path("body").asText()));
  }

  private Answer notes(Call call, Pull pull) {
    List<ObjectNode> found = new ArrayList<>();
    for (String text : pull.comments) {
      found.add(0, object().put("id", found.size()).put("body", text).put("system", false));
    }
    return page(call, found, 20);
  }

  private static Answer message(int status, String text) {
    return Answer.of(status, object().put("message", text));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static String stateOf(Pull pull) {
    return pull.merged ? "merged" : pull.open ? "opened" : "closed";
  }

  private ObjectNode json(Pull pull) {
    ObjectNode json =
        object()
            .put("id", 1000 + pull.number)
            .put("iid", pull.number)
            .put("project_id", ReplayState.ID)
            .put("title", pull.title)
            .put("description", pull.body)
            .put("state", stateOf(pull))
            .put("created_at", pull.created.toString())
            .put("source_branch", pull.head)
            .put("target_branch", pull.base)
            .put("source_project_id", pull.fork ? 9 : ReplayState.ID)
            .put("target_project_id", ReplayState.ID)
            .put("sha", ReplayState.sha(pull.head))
            .put("draft", pull.title.toLowerCase(Locale.ROOT).startsWith("draft:"))
            .put("web_url", url() + "/" + state.path + "/-/merge_requests/" + pull.number);
    ArrayNode labels = json.putArray("labels");
    pull.labels.forEach(labels::add);
    ArrayNode reviewers = json.putArray("reviewers");
    pull.reviewers.forEach(
        login -> reviewers.add(object().put("id", state.personId(login)).put("username", login)));
    return json;
  }
}
