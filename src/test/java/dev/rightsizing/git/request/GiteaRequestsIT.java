// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rightsizing.model.proposal.GitSettings.Provider;
import dev.rightsizing.testkit.GiteaServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Gitea. */
class GiteaRequestsIT extends RequestsContract {
  private static final String OWNER = "shop";

  private static GiteaServer gitea;
  private static String token;
  private static int repositories;

  private String name;
  private String renamed;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    gitea = GiteaServer.start(folder);
    gitea.user(OWNER);
    gitea.user("ada");
    gitea.user("stranger");
    token = gitea.token(OWNER, "write:repository", "write:issue");
  }

  @AfterAll
  static void stop() {
    if (gitea != null) {
      gitea.close();
    }
  }

  @BeforeEach
  void create() throws Exception {
    name = "deploy-" + repositories++;
    renamed = name;
    gitea.repository(OWNER, name);
    gitea.api(OWNER, "PATCH", "/repos/" + OWNER + "/" + name, Map.of("private", true));
    gitea.api(
        OWNER,
        "PUT",
        "/repos/" + OWNER + "/" + name + "/collaborators/ada",
        Map.of("permission", "write"));
  }

  @Override
  Host host() {
    return new GiteaHost();
  }

  /** The repository of this test. */
  private final class GiteaHost implements Host {
    private String repository() {
      return "/repos/" + OWNER + "/" + renamed;
    }

    private JsonNode api(String method, String path, Map<String, ?> body) throws Exception {
      return gitea.api(OWNER, method, repository() + path, body);
    }

    @Override
    public Provider provider() {
      return Provider.GITEA;
    }

    @Override
    public String repositoryUrl() {
      return gitea.repositoryUrl(OWNER, name);
    }

    @Override
    public String token() {
      return token;
    }

    @Override
    public void branch(String branch) throws Exception {
      gitea.write(OWNER, renamed, branch, "size.yaml", "cpu: 1\n");
    }

    @Override
    public void deleteBranch(String branch) throws Exception {
      api("DELETE", "/branches/" + branch, null);
    }

    @Override
    public void merge(long number) {
      gitea.merge(OWNER, OWNER + "/" + renamed, number);
    }

    @Override
    public void close(long number) throws Exception {
      api("PATCH", "/pulls/" + number, Map.of("state", "closed"));
    }

    @Override
    public void edit(long number, String title, String body) throws Exception {
      api("PATCH", "/pulls/" + number, Map.of("title", title, "body", body));
    }

    @Override
    public String title(long number) throws Exception {
      return api("GET", "/pulls/" + number, null).get("title").asText();
    }

    @Override
    public void removeLabel(long number, String label) throws Exception {
      for (JsonNode one : api("GET", "/issues/" + number + "/labels", null)) {
        if (one.get("name").asText().equals(label)) {
          api("DELETE", "/issues/" + number + "/labels/" + one.get("id").asLong(), null);
        }
      }
    }

    @Override
    public List<String> comments(long number) throws Exception {
      List<String> texts = new ArrayList<>();
      api("GET", "/issues/" + number + "/comments", null)
          .forEach(comment -> texts.add(comment.get("body").asText()));
      return texts;
    }

    @Override
    public List<String> reviewers(long number) throws Exception {
      List<String> names = new ArrayList<>();
      api("GET", "/pulls/" + number, null)
          .path("requested_reviewers")
          .forEach(user -> names.add(user.get("login").asText()));
      return names;
    }

    @Override
    public void rename(String to) throws Exception {
      // Names of other tests' repositories stay free.
      api("PATCH", "", Map.of("name", to));
      renamed = to;
    }
  }
}
