// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.kubeconfig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.kubeconfig.Kubeconfig.Located;
import dev.rightsizing.model.PlainText;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.api.model.ExecEnvVar;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs the login program of a kubeconfig's user (kubernetes.io/docs/reference/access-authn-authz/
 * authentication/#client-go-credential-plugins): without a shell, and with what it says in one line
 * when it fails.
 */
final class ExecPlugin {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A non-interactive plugin must not hang forever; an interactive one may wait for its user. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private static final int LONGEST_QUOTE = 300;

  private final Located<ExecConfig> exec;
  private final Cluster cluster;
  private final boolean interactive;

  /**
   * @param cluster whose address the program may want to know
   * @param terminal whether a person can answer its questions
   */
  ExecPlugin(Located<ExecConfig> exec, Cluster cluster, boolean terminal) {
    this.exec = exec;
    this.cluster = cluster;
    this.interactive = terminal && !"Never".equals(exec.value().getInteractiveMode());
  }

  /** What a program gave: a token, or a certificate with its key, both in PEM; or all three. */
  record Credential(Optional<String> token, Optional<String> certificate, Optional<String> key) {
    @Override
    public String toString() {
      return "Credential";
    }
  }

  private record Ended(int status, String out, String err) {}

  /**
   * Asks the program.
   *
   * @throws CommandException when it is not installed, fails, or gives nothing of use
   */
  Credential ask() throws CommandException {
    ExecConfig config = exec.value();
    if ("Always".equals(config.getInteractiveMode()) && !interactive) {
      throw new CommandException(
          "the login program " + name() + " needs a terminal; run it on one, or log in otherwise");
    }
    Ended ended = run();
    if (ended.status() != 0) {
      String lastLine = lastLine(ended.err());
      throw new CommandException(
          "the login program "
              + name()
              + " fails with status "
              + ended.status()
              + (lastLine.isEmpty() ? "" : ": " + lastLine)
              + "; log in again, or check the kubeconfig");
    }
    JsonNode answer = answer(ended.out());
    JsonNode status = answer.path("status");
    Credential credential =
        new Credential(
            text(status, "token"),
            text(status, "clientCertificateData"),
            text(status, "clientKeyData"));
    if (credential.token().isEmpty()
        && (credential.certificate().isEmpty() || credential.key().isEmpty())) {
      throw unusable("neither a token nor a certificate with its key");
    }
    return credential;
  }

  private JsonNode answer(String out) throws CommandException {
    try {
      JsonNode answer = JSON.readTree(out);
      String version = exec.value().getApiVersion();
      if (answer.path("apiVersion").asText().equals(version)) {
        return answer;
      }
      throw unusable("no ExecCredential of version " + version);
    } catch (JsonProcessingException e) {
      // Its message may quote the token.
      throw unusable("no ExecCredential in JSON");
    }
  }

  private CommandException unusable(String what) {
    return new CommandException(
        "the login program " + name() + " gives " + what + "; update it, or check the kubeconfig");
  }

  private Ended run() throws CommandException {
    ProcessBuilder builder = new ProcessBuilder(command());
    if (exec.value().getEnv() != null) {
      for (ExecEnvVar variable : exec.value().getEnv()) {
        builder.environment().put(variable.getName(), variable.getValue());
      }
    }
    builder.environment().put("KUBERNETES_EXEC_INFO", info());
    if (interactive) {
      builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    }
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      CompletableFuture<String> out = read(process.getInputStream());
      CompletableFuture<String> err = read(process.getErrorStream());
      if (interactive) {
        process.waitFor();
      } else if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new CommandException(
            "the login program "
                + name()
                + " does not end within "
                + LONGEST.toMinutes()
                + " minutes; run it by hand to see what it waits for");
      }
      return new Ended(process.exitValue(), out.join(), err.join());
    } catch (IOException e) {
      throw new CommandException(notStarted(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted while the login program " + name() + " ran", e);
    }
  }

  private String notStarted() {
    String hint = PlainText.line(exec.value().getInstallHint(), LONGEST_QUOTE);
    return "the kubeconfig's login program "
        + name()
        + " cannot be started; "
        + (hint.isEmpty() ? "install it, or check the kubeconfig" : hint);
  }

  private static CompletableFuture<String> read(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          ByteArrayOutputStream read = new ByteArrayOutputStream();
          try (stream) {
            stream.transferTo(read);
          } catch (IOException e) {
            // The program was ended: its output until then counts.
            return read.toString(StandardCharsets.UTF_8);
          }
          return read.toString(StandardCharsets.UTF_8);
        });
  }

  private List<String> command() {
    String program = exec.value().getCommand();
    boolean relative = program.contains(File.separator) && !Path.of(program).isAbsolute();
    List<String> command = new ArrayList<>();
    command.add(relative ? exec.path(program).map(Path::toString).orElse(program) : program);
    if (exec.value().getArgs() != null) {
      command.addAll(exec.value().getArgs());
    }
    return command;
  }

  private String name() {
    return "'" + PlainText.line(exec.value().getCommand(), LONGEST_QUOTE) + "'";
  }

  /** The input of the program, an ExecCredential of its version. */
  private String info() {
    ObjectNode info = JSON.createObjectNode();
    info.put("apiVersion", exec.value().getApiVersion()).put("kind", "ExecCredential");
    ObjectNode spec = info.putObject("spec").put("interactive", interactive);
    if (Boolean.TRUE.equals(exec.value().getProvideClusterInfo())) {
      ObjectNode clusterInfo = spec.putObject("cluster").put("server", cluster.getServer());
      put(clusterInfo, "tls-server-name", cluster.getTlsServerName());
      put(clusterInfo, "certificate-authority-data", cluster.getCertificateAuthorityData());
      put(clusterInfo, "proxy-url", cluster.getProxyUrl());
      if (Boolean.TRUE.equals(cluster.getInsecureSkipTlsVerify())) {
        clusterInfo.put("insecure-skip-tls-verify", true);
      }
    }
    return info.toString();
  }

  private static void put(ObjectNode node, String key, String value) {
    if (value != null) {
      node.put(key, value);
    }
  }

  private static Optional<String> text(JsonNode status, String key) {
    return Optional.of(status.path(key).asText("")).filter(text -> !text.isBlank());
  }

  /** Where programs put what went wrong, after warnings and traces. */
  private static String lastLine(String err) {
    return err.lines()
        .filter(line -> !line.isBlank())
        .reduce((first, second) -> second)
        .map(line -> PlainText.line(line, LONGEST_QUOTE))
        .orElse("");
  }
}
