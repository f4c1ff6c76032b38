// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Gitea on loopback, as "tests-e2e/cluster tools gitea" leaves it, with Git over http and
 * ssh. Ready in some 3 s; start one for a class, and give each test a repository of its own.
 */
public final class GiteaServer implements AutoCloseable {
  /** The administrator, who may create users; use {@link #user} for what a tenant does. */
  public static final String ADMIN = "keeper";

  private static final Path PROGRAM = Path.of(".local/bin/gitea");
  private static final String PASSWORD = "correct-horse-battery-1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final int port;
  private final int sshPort;
  private final HttpClient http = HttpClient.newHttpClient();
  private Process process;

  private GiteaServer(Path folder, int port, int sshPort) {
    this.folder = folder.toAbsolutePath();
    this.port = port;
    this.sshPort = sshPort;
  }

  /**
   * Starts it and creates the administrator.
   *
   * @param folder empty, for its data
   */
  public static GiteaServer start(Path folder) throws Exception {
    return start(folder, LocalCollector.freePort());
  }

  /**
   * Starts it on a port, such as that on which another one was.
   *
   * @param folder empty, for its data, or that of the other one
   */
  public static GiteaServer start(Path folder, int port) throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(PROGRAM), "no Gitea: run \"tests-e2e/cluster tools gitea\"");
    GiteaServer server = new GiteaServer(folder, port, LocalCollector.freePort());
    try {
      server.configure();
      server.launch();
    } catch (Exception | AssertionError e) {
      server.close();
      throw e;
    }
    return server;
  }

  private void configure() throws IOException {
    // What release builds have within the program lies beside one that was built here.
    Path files = PROGRAM.toRealPath().resolveSibling("gitea-files");
    String root = Files.isDirectory(files) ? "STATIC_ROOT_PATH = " + files : "";
    Path configuration = folder.resolve("custom/conf/app.ini");
    Files.createDirectories(configuration.getParent());
    Files.createDirectories(folder.resolve("home"));
    Files.writeString(
        configuration,
        """
        APP_NAME = Gitea of a test
        RUN_USER = %s
        [server]
        %s
        HTTP_ADDR = 127.0.0.1
        HTTP_PORT = %d
        DOMAIN = 127.0.0.1
        ROOT_URL = http://127.0.0.1:%d/
        OFFLINE_MODE = true
        START_SSH_SERVER = true
        SSH_DOMAIN = 127.0.0.1
        BUILTIN_SSH_SERVER_USER = git
        SSH_USER = git
        SSH_LISTEN_HOST = 127.0.0.1
        SSH_PORT = %d
        SSH_LISTEN_PORT = %d
        [database]
        DB_TYPE = sqlite3
        PATH = %s
        [security]
        INSTALL_LOCK = true
        SECRET_KEY = of-a-test
        INTERNAL_TOKEN = of-a-test-of-a-test-of-a-test-of-a-test
        PASSWORD_HASH_ALGO = pbkdf2$1$8
        [service]
        DISABLE_REGISTRATION = true
        [repository]
        DEFAULT_BRANCH = main
        [indexer]
        ISSUE_INDEXER_TYPE = db
        [actions]
        ENABLED = false
        """
            .formatted(
                System.getProperty("user.name"),
                root,
                port,
                port,
                sshPort,
                sshPort,
                folder.resolve("gitea.db")));
  }

  private void launch() throws Exception {
    process =
        command(List.of("web"))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    await()
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new IllegalStateException("Gitea ended: " + log());
              }
              return answers();
            });
    if (!exists("users/" + ADMIN)) {
      String account = "--username=%1$s --password=%2$s --email=%1$s@example.com";
      run(
          List.of(
              ("admin user create --admin --must-change-password=false " + account)
                  .formatted(ADMIN, PASSWORD)
                  .split(" ")));
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      return http.send(
                  HttpRequest.newBuilder(URI.create(apiUrl() + "/version")).build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private ProcessBuilder command(List<String> arguments) {
    List<String> line = new ArrayList<>(List.of(PROGRAM.toAbsolutePath().toString()));
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("GITEA_WORK_DIR", folder.toString());
    builder.environment().put("HOME", folder.resolve("home").toString());
    // Gitea refuses to run as root, which is what tests in a container run as.
    builder.environment().put("GITEA_I_AM_BEING_UNSAFE_RUNNING_AS_ROOT", "true");
    return builder;
  }

  private void run(List<String> arguments) throws Exception {
    Path output = Files.createTempFile(folder, "command", ".log");
    Process command = command(arguments).redirectOutput(output.toFile()).start();
    if (!command.waitFor(120, TimeUnit.SECONDS) || command.exitValue() != 0) {
      command.destroyForcibly();
      throw new IllegalStateException("gitea " + arguments + ": " + Files.readString(output));
    }
  }

  /** {@code http://127.0.0.1:PORT}. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Where its REST API is. */
  public String apiUrl() {
    return url() + "/api/v1";
  }

  public int port() {
    return port;
  }

  /** The URL of a repository over http. */
  public String repositoryUrl(String owner, String name) {
    return url() + "/" + owner + "/" + name + ".git";
  }

  /** The URL of a repository over ssh. */
  public String sshUrl(String owner, String name) {
    return "ssh://git@127.0.0.1:" + sshPort + "/" + owner + "/" + name + ".git";
  }

  /** The ssh server's line for a file of known hosts. */
  public String knownHosts() throws IOException {
    Path key = folder.resolve("data/ssh/gitea.rsa.pub");
    return "[127.0.0.1]:" + sshPort + " " + Files.readString(key, StandardCharsets.UTF_8).strip();
  }

  /** Creates a user. */
  public void user(String name) throws Exception {
    api(
        ADMIN,
        "POST",
        "/admin/users",
        Map.of(
            "username",
            name,
            "email",
            name + "@example.com",
            "password",
            PASSWORD,
            "must_change_password",
            false));
  }

  /**
   * A new token of a user.
   *
   * @param scopes such as {@code write:repository} and {@code write:issue}; {@code all}
   */
  public String token(String user, String... scopes) throws Exception {
    String name = "token-" + System.nanoTime();
    return api(
            user,
            "POST",
            "/users/" + user + "/tokens",
            Map.of("name", name, "scopes", List.of(scopes)))
        .get("sha1")
        .asText();
  }

  /** Adds a user's public key for ssh. */
  public void key(String user, String publicKey) throws Exception {
    api(user, "POST", "/user/keys", Map.of("title", "key-" + System.nanoTime(), "key", publicKey));
  }

  /** Creates a repository with a first commit on {@code main}; gives its URL over http. */
  public String repository(String owner, String name) throws Exception {
    api(
        owner,
        "POST",
        "/user/repos",
        Map.of("name", name, "auto_init", true, "default_branch", "main"));
    return repositoryUrl(owner, name);
  }

  /** Creates or replaces a file by a commit on a branch, which is made from main if need be. */
  public void write(String owner, String name, String branch, String path, String content)
      throws Exception {
    String file = "/repos/" + owner + "/" + name + "/contents/" + path;
    String encoded = Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    boolean there = exists("repos/" + owner + "/" + name + "/branches/" + branch);
    String ref = there ? branch : "main";
    HttpResponse<String> old = send(owner, "GET", file + "?ref=" + ref, null);
    Map<String, Object> change = new HashMap<>();
    change.put("content", encoded);
    change.put("branch", ref);
    if (!there) {
      change.put("new_branch", branch);
    }
    if (old.statusCode() == 200) {
      change.put("sha", JSON.readTree(old.body()).get("sha").asText());
    }
    api(owner, old.statusCode() == 200 ? "PUT" : "POST", file, change);
  }

  /** Has a user do something by the API; a status of 4xx or 5xx is an error. */
  public JsonNode api(String user, String method, String path, Map<String, ?> body)
      throws Exception {
    HttpResponse<String> response = send(user, method, path, body);
    if (response.statusCode() >= 400) {
      throw new IllegalStateException(
          method + " " + path + ": " + response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body().isEmpty() ? "null" : response.body());
  }

  /**
   * Merges a request of OWNER/NAME; Gitea refuses while it still tries whether that is possible.
   */
  public void merge(String user, String repository, long number) {
    String path = "/repos/" + repository + "/pulls/" + number + "/merge";
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> send(user, "POST", path, Map.of("Do", "merge")).statusCode() == 200);
  }

  private boolean exists(String path) throws Exception {
    return send("", "GET", "/" + path, null).statusCode() == 200;
  }

  private HttpResponse<String> send(String user, String method, String path, Map<String, ?> body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(apiUrl() + path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (!user.isEmpty()) {
      String pair = user + ":" + PASSWORD;
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** What it has logged so far. */
  public String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  /** Ends it; its data stays. */
  @Override
  public void close() {
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
