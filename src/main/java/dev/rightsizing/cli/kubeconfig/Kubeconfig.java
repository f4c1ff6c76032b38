// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.kubeconfig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.model.PlainText;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One or several kubeconfig files as one: of what several name, the first counts.
 *
 * @param current the first current context that a file names
 */
record Kubeconfig(
    Map<String, Located<Context>> contexts,
    Map<String, Located<Cluster>> clusters,
    Map<String, Located<AuthInfo>> users,
    Optional<String> current) {

  /** Reads JSON too, and what is neither block nor JSON: YAML in flow style. */
  private static final ObjectMapper YAML = new YAMLMapper();

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * An entry and the file that it is from.
   *
   * @param file relative paths begin beside it
   */
  record Located<T>(T value, Path file) {

    /** A path of the entry; empty where it names none. */
    Optional<Path> path(String text) {
      return Optional.ofNullable(text)
          .filter(t -> !t.isEmpty())
          .map(t -> file.toAbsolutePath().resolveSibling(t).normalize());
    }
  }

  /**
   * Reads files; those that are not there are left out, as kubectl does with KUBECONFIG.
   *
   * @throws CommandException when one is no kubeconfig
   */
  static Kubeconfig read(List<Path> files) throws CommandException {
    Kubeconfig merged =
        new Kubeconfig(
            new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), Optional.empty());
    for (Path file : files) {
      if (Files.exists(file)) {
        merged = merged.with(file);
      }
    }
    return merged;
  }

  private Kubeconfig with(Path file) throws CommandException {
    try {
      EntryReader entries = new EntryReader(parse(file));
      entries.contexts((name, context) -> add(contexts, name, context, file));
      entries.clusters((name, cluster) -> add(clusters, name, cluster, file));
      entries.users((name, user) -> add(users, name, user, file));
      Optional<String> own = entries.currentContext().filter(c -> !c.isEmpty());
      return new Kubeconfig(contexts, clusters, users, current.or(() -> own));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      // The parser's own message may quote a key, so it is not shown.
      throw new CommandException(
          PlainText.line(file.toString())
              + " is not a kubeconfig; \"kubectl config view\" tells what is wrong",
          e);
    }
  }

  private static <T> void add(Map<String, Located<T>> entries, String name, T value, Path file) {
    if (name != null && value != null) {
      entries.putIfAbsent(name, new Located<>(value, file));
    }
  }

  private static JsonNode parse(Path file) throws CommandException, JsonProcessingException {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new CommandException("the kubeconfig " + file + " cannot be read; check its rights", e);
    }
    if (text.isBlank()) {
      return JSON.createObjectNode();
    }
    try {
      return YAML.readTree(text);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      // JSON that is no YAML, such as with tabs.
      return JSON.readTree(text);
    }
  }

  /**
   * The context that counts.
   *
   * @param asked by name, or empty for the current one
   * @return empty where no file names a context
   * @throws CommandException when the one asked for is not there
   */
  Optional<Located<Context>> context(Optional<String> asked) throws CommandException {
    Optional<String> name = asked.or(() -> current);
    if (name.isEmpty() && contexts.isEmpty()) {
      return Optional.empty();
    }
    if (name.isEmpty()) {
      throw new CommandException("the kubeconfig has no current context; give --context, " + all());
    }
    Located<Context> found = contexts.get(name.get());
    if (found == null) {
      throw new CommandException("the kubeconfig has no context '" + name.get() + "'; " + all());
    }
    return Optional.of(found);
  }

  private String all() {
    return "it has: " + (contexts.isEmpty() ? "none" : String.join(", ", contexts.keySet()));
  }
}
