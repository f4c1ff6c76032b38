// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.gitea;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gitea and Forgejo. They cannot list the requests of one branch, so that is filtered here. */
public final class GiteaApi implements HostApi {
  private static final int NOT_FOUND = 404;
  private static final int PAGE = 50;

  /** Pages of requests that changed last: an older one counts as none. */
  private static final int MOST_OPEN_PAGES = 10;

  private static final int MOST_CLOSED_PAGES = 4;

  private static final Duration RECENT = Duration.ofDays(1);

  /** Marks of Gitea's usual settings; the first is what is written. */
  private static final DraftMarks DRAFT =
      new DraftMarks(List.of("WIP: ", "WIP:", "[WIP] ", "[WIP]"));

  private final ApiClient client;
  private final ApiPages pages;
  private final ApiFields fields;
  private final Clock clock;
  private final GiteaExtras extras;

  public GiteaApi(ApiClient client, Clock clock) {
    this.client = client;
    this.pages = new ApiPages(client);
    this.fields = new ApiFields(client.target());
    this.clock = clock;
    this.extras = new GiteaExtras(client);
  }

  @Override
  public Location locate(String path) throws GitException {
    JsonNode json = client.send(ApiCall.get("/repos/" + path)).json();
    return new Location(fields.text(json, "/full_name"), fields.text(json, "/html_url"));
  }

  @Override
  public List<Request> from(String path, String branch) throws GitException {
    List<Request> found = new ArrayList<>();
    List<JsonNode> items = new ArrayList<>();
    // The first that fits is the open one, or else the one that changed last.
    for (String state : List.of("open", "closed")) {
      String query =
          "/repos/" + path + "/pulls?sort=recentupdate&limit=" + PAGE + "&state=" + state;
      int most = state.equals("open") ? MOST_OPEN_PAGES : MOST_CLOSED_PAGES;
      pages.each(query, most, item -> isFrom(item, branch) && items.add(item));
      if (!items.isEmpty()) {
        found.add(hosted(items.get(0)).request());
        break;
      }
    }
    return found;
  }

  private static boolean isFrom(JsonNode item, String branch) {
    // After a branch was deleted, Gitea names a merged request's head by its label alone.
    boolean same =
        item.at("/head/ref").asText().equals(branch)
            || item.at("/head/label").asText().equals(branch);
    JsonNode head = item.at("/head/repo_id");
    return same && (head.asLong() == item.at("/base/repo_id").asLong() || head.isMissingNode());
  }

  @Override
  public Optional<Hosted> get(String path, long number) throws GitException {
    var answer = client.send(ApiCall.get("/repos/" + path + "/pulls/" + number).taking(NOT_FOUND));
    return answer.status() == NOT_FOUND ? Optional.empty() : Optional.of(hosted(answer.json()));
  }

  @Override
  public Request create(String path, String branch, String base, Draft draft) throws GitException {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("head", branch)
            .put("base", base)
            .put("title", DRAFT.mark(draft.title(), draft.draft()))
            .put("body", draft.body());
    return hosted(client.send(ApiCall.send("POST", "/repos/" + path + "/pulls", body)).json())
        .request();
  }

  @Override
  public void edit(String path, long number, Optional<String> title, Optional<String> body)
      throws GitException {
    ObjectNode change = JsonNodeFactory.instance.objectNode();
    title.ifPresent(text -> change.put("title", text));
    body.ifPresent(text -> change.put("body", text));
    patch(path, number, change);
  }

  @Override
  public void close(String path, long number) throws GitException {
    patch(path, number, JsonNodeFactory.instance.objectNode().put("state", "closed"));
  }

  private void patch(String path, long number, ObjectNode change) throws GitException {
    client.send(ApiCall.send("PATCH", "/repos/" + path + "/pulls/" + number, change));
  }

  @Override
  public void comment(String path, long number, String text) throws GitException {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("body", text);
    client.send(ApiCall.send("POST", "/repos/" + path + "/issues/" + number + "/comments", body));
  }

  @Override
  public boolean hasComment(String path, long number, String text) throws GitException {
    String since = clock.instant().minus(RECENT).truncatedTo(ChronoUnit.SECONDS).toString();
    String query = "/repos/" + path + "/issues/" + number + "/comments?since=" + since;
    return ApiFields.anyBodyIs(text, client.send(ApiCall.get(query)).json());
  }

  @Override
  public boolean hasBranch(String path, String branch) throws GitException {
    return client
            .send(
                ApiCall.get("/repos/" + path + "/branches/" + ApiCall.encoded(branch))
                    .taking(NOT_FOUND))
            .status()
        != NOT_FOUND;
  }

  @Override
  public List<String> label(String path, long number, List<String> labels) throws GitException {
    return extras.label(path, number, labels);
  }

  @Override
  public List<String> review(String path, long number, List<String> reviewers) throws GitException {
    return extras.review(path, number, reviewers);
  }

  private Hosted hosted(JsonNode json) throws GitException {
    String title = fields.text(json, "/title");
    String prefix = DRAFT.of(title);
    String ref = fields.text(json, "/head/ref");
    List<String> labels = new ArrayList<>();
    json.path("labels").forEach(label -> labels.add(label.path("name").asText()));
    return new Hosted(
        new Request(
            fields.number(json, "/number"),
            fields.text(json, "/html_url"),
            state(json),
            ref.startsWith("refs/") ? json.at("/head/label").asText(ref) : ref,
            fields.text(json, "/base/ref"),
            json.at("/head/sha").asText(""),
            title.substring(prefix.length()),
            json.path("body").asText(""),
            labels,
            List.of()),
        prefix);
  }

  private State state(JsonNode json) throws GitException {
    if (json.path("merged").asBoolean()) {
      return State.MERGED;
    }
    return switch (fields.text(json, "/state")) {
      case "open" -> State.OPEN;
      case "closed" -> State.CLOSED;
      default -> throw fields.unknownState();
    };
  }
}
