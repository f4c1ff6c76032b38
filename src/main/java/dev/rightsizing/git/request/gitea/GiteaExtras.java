// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.gitea;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.request.http.ApiCall;
import dev.rightsizing.git.request.http.ApiClient;
import dev.rightsizing.git.request.http.ApiPages;
import dev.rightsizing.git.request.http.RefusedStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Labels and reviewers of Gitea's requests. */
final class GiteaExtras {
  private static final int NOT_FOUND = 404;
  private static final int MOST_PAGES = 20;
  private static final String COLOR = "#0e8a16";

  private final ApiClient client;
  private final ApiPages pages;

  GiteaExtras(ApiClient client) {
    this.client = client;
    this.pages = new ApiPages(client);
  }

  /** Labels are added by their ids; those that neither repository nor organization has are made. */
  List<String> label(String path, long number, List<String> labels) throws GitException {
    Map<String, Long> ids = new HashMap<>();
    pages.each("/repos/" + path + "/labels?limit=50", MOST_PAGES, label -> remember(label, ids));
    if (!ids.keySet().containsAll(labels)) {
      ids.putAll(ofOrganization(path));
    }
    List<String> remarks = new ArrayList<>();
    ArrayNode wanted = JsonNodeFactory.instance.arrayNode();
    for (String label : labels) {
      try {
        wanted.add(ids.containsKey(label) ? ids.get(label) : created(path, label));
      } catch (GitException e) {
        if (!RefusedStatus.isCertain(e)) {
          throw e;
        }
        remarks.add("The label '" + label + "' does not exist and cannot be made: " + words(e));
      }
    }
    if (!wanted.isEmpty()) {
      ObjectNode body = JsonNodeFactory.instance.objectNode().set("labels", wanted);
      client.send(ApiCall.send("POST", "/repos/" + path + "/issues/" + number + "/labels", body));
    }
    return remarks;
  }

  private Map<String, Long> ofOrganization(String path) throws GitException {
    Map<String, Long> ids = new HashMap<>();
    String owner = path.substring(0, path.indexOf('/'));
    // A user is no organization, and a token of a repository may not ask for those of one.
    var answer =
        client.send(ApiCall.get("/orgs/" + owner + "/labels?limit=50").taking(NOT_FOUND, 401, 403));
    answer.json().forEach(label -> remember(label, ids));
    return ids;
  }

  private static boolean remember(JsonNode label, Map<String, Long> ids) {
    ids.putIfAbsent(label.path("name").asText(), label.path("id").asLong());
    return false;
  }

  private long created(String path, String label) throws GitException {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("name", label).put("color", COLOR);
    return client
        .send(ApiCall.send("POST", "/repos/" + path + "/labels", body))
        .json()
        .path("id")
        .asLong();
  }

  /** One at a time, because one that may not review spoils the whole call. */
  List<String> review(String path, long number, List<String> reviewers) throws GitException {
    List<String> remarks = new ArrayList<>();
    for (String reviewer : reviewers) {
      int slash = reviewer.indexOf('/');
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.putArray(slash < 0 ? "reviewers" : "team_reviewers").add(reviewer.substring(slash + 1));
      try {
        client.send(
            ApiCall.send(
                "POST", "/repos/" + path + "/pulls/" + number + "/requested_reviewers", body));
      } catch (GitException e) {
        if (!RefusedStatus.isCertain(e)) {
          throw e;
        }
        remarks.add("The review of '" + reviewer + "' could not be requested: " + words(e));
      }
    }
    return remarks;
  }

  private static String words(GitException fault) {
    return fault.getMessage() + ".";
  }
}
