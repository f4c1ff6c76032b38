// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.request.Requests.Draft;
import dev.rightsizing.git.request.Requests.Request;
import dev.rightsizing.git.request.Requests.State;
import dev.rightsizing.git.request.host.DraftMarks;
import dev.rightsizing.git.request.host.HostApi;
import dev.rightsizing.git.request.http.ApiCall;
import dev.rightsizing.git.request.http.ApiClient;
import dev.rightsizing.git.request.http.ApiFields;
import dev.rightsizing.git.request.http.ApiPages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * GitLab, which takes a whole path, encoded, as a project's id. What a person may not do to labels
 * and reviewers it leaves out without a fault, so its answers are read.
 */
public final class GitLabApi implements HostApi {
  private static final int NOT_FOUND = 404;

  /** Requests of one branch: more are not looked through. */
  private static final int MOST_PAGES = 5;

  private static final DraftMarks DRAFT =
      new DraftMarks(List.of("Draft: ", "Draft:", "[Draft] ", "(Draft) "));

  private final ApiClient client;
  private final ApiPages pages;
  private final ApiFields fields;

  public GitLabApi(ApiClient client) {
    this.client = client;
    this.pages = new ApiPages(client);
    this.fields = new ApiFields(client.target());
  }

  @Override
  public Location locate(String path) throws GitException {
    JsonNode json = client.send(ApiCall.get(project(path))).json();
    return new Location(fields.text(json, "/path_with_namespace"), fields.text(json, "/web_url"));
  }

  private static String project(String path) {
    return "/projects/" + ApiCall.encoded(path);
  }

  private static String request(String path, long number) {
    return project(path) + "/merge_requests/" + number;
  }

  @Override
  public List<Request> from(String path, String branch) throws GitException {
    String query =
        project(path)
            + "/merge_requests?state=all&order_by=created_at&sort=desc&per_page=50&source_branch="
            + ApiCall.encoded(branch);
    List<JsonNode> items = new ArrayList<>();
    pages.each(
        query,
        MOST_PAGES,
        item -> {
          // A fork may have a branch of the same name.
          boolean own =
              item.path("source_project_id").asLong() == item.path("target_project_id").asLong();
          return own && items.add(item) && item.path("state").asText().equals("opened");
        });
    List<Request> found = new ArrayList<>();
    for (JsonNode item : items) {
      found.add(hosted(item).request());
    }
    return found;
  }

  @Override
  public Optional<Hosted> get(String path, long number) throws GitException {
    var answer = client.send(ApiCall.get(request(path, number)).taking(NOT_FOUND));
    return answer.status() == NOT_FOUND ? Optional.empty() : Optional.of(hosted(answer.json()));
  }

  @Override
  public Request create(String path, String branch, String base, Draft draft) throws GitException {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("source_branch", branch)
            .put("target_branch", base)
            .put("title", DRAFT.mark(draft.title(), draft.draft()))
            .put("description", draft.body());
    return hosted(client.send(ApiCall.send("POST", project(path) + "/merge_requests", body)).json())
        .request();
  }

  @Override
  public void edit(String path, long number, Optional<String> title, Optional<String> body)
      throws GitException {
    ObjectNode change = JsonNodeFactory.instance.objectNode();
    title.ifPresent(text -> change.put("title", text));
    body.ifPresent(text -> change.put("description", text));
    put(path, number, change);
  }

  @Override
  public void close(String path, long number) throws GitException {
    put(path, number, JsonNodeFactory.instance.objectNode().put("state_event", "close"));
  }

  private JsonNode put(String path, long number, ObjectNode change) throws GitException {
    return client.send(ApiCall.send("PUT", request(path, number), change)).json();
  }

  @Override
  public void comment(String path, long number, String text) throws GitException {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("body", text);
    client.send(ApiCall.send("POST", request(path, number) + "/notes", body));
  }

  @Override
  public boolean hasComment(String path, long number, String text) throws GitException {
    String query = request(path, number) + "/notes?sort=desc&order_by=created_at&per_page=20";
    return ApiFields.anyBodyIs(text, client.send(ApiCall.get(query)).json());
  }

  @Override
  public boolean hasBranch(String path, String branch) throws GitException {
    String target = project(path) + "/repository/branches/" + ApiCall.encoded(branch);
    return client.send(ApiCall.get(target).taking(NOT_FOUND)).status() != NOT_FOUND;
  }

  @Override
  public List<String> label(String path, long number, List<String> labels) throws GitException {
    ObjectNode change =
        JsonNodeFactory.instance.objectNode().put("add_labels", String.join(",", labels));
    Set<String> there = new HashSet<>();
    put(path, number, change).path("labels").forEach(label -> there.add(label.asText()));
    List<String> remarks = new ArrayList<>();
    for (String label : labels) {
      if (!there.contains(label)) {
        remarks.add("GitLab did not take the label '" + label + "'; create it in the project.");
      }
    }
    return remarks;
  }

  @Override
  public List<String> review(String path, long number, List<String> reviewers) throws GitException {
    List<String> remarks = new ArrayList<>();
    ArrayNode ids = JsonNodeFactory.instance.arrayNode();
    for (String reviewer : reviewers) {
      JsonNode users =
          client.send(ApiCall.get("/users?username=" + ApiCall.encoded(reviewer))).json();
      if (users.isEmpty()) {
        remarks.add("There is no user '" + reviewer + "' who could review.");
      } else {
        ids.add(fields.number(users.get(0), "/id"));
      }
    }
    if (!ids.isEmpty()) {
      ObjectNode change = JsonNodeFactory.instance.objectNode().set("reviewer_ids", ids);
      long left = ids.size() - taken(put(path, number, change), ids);
      if (left > 0) {
        remarks.add(
            "GitLab did not take "
                + left
                + " of the reviewers: they need access to the project, and its free tier takes"
                + " one reviewer.");
      }
    }
    return remarks;
  }

  private static long taken(JsonNode request, ArrayNode ids) {
    Set<Long> there = new HashSet<>();
    request.path("reviewers").forEach(user -> there.add(user.path("id").asLong()));
    long count = 0;
    for (JsonNode id : ids) {
      count += there.contains(id.asLong()) ? 1 : 0;
    }
    return count;
  }

  private Hosted hosted(JsonNode json) throws GitException {
    String title = fields.text(json, "/title");
    String prefix = DRAFT.of(title);
    List<String> labels = new ArrayList<>();
    json.path("labels").forEach(label -> labels.add(label.asText()));
    return new Hosted(
        new Request(
            fields.number(json, "/iid"),
            fields.text(json, "/web_url"),
            state(fields.text(json, "/state")),
            fields.text(json, "/source_branch"),
            fields.text(json, "/target_branch"),
            json.path("sha").asText(""),
            title.substring(prefix.length()),
            json.path("description").asText(""),
            labels,
            List.of()),
        prefix);
  }

  /** While it is being merged it is locked, which may still fail. */
  private State state(String state) throws GitException {
    return switch (state) {
      case "opened", "locked" -> State.OPEN;
      case "merged" -> State.MERGED;
      case "closed" -> State.CLOSED;
      default -> throw fields.unknownState();
    };
  }
}
