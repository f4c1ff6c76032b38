// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.report;

import dev.rightsizing.cli.CommandException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Says which Prometheus and how to log in there. */
public final class SourceOptions {
  @Option(
      names = "--prometheus-url",
      paramLabel = "URL",
      description = "Base URL of Prometheus; RIGHTSIZING_PROMETHEUS_URL by default.")
  private String url;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File with a bearer token for Prometheus.")
  private Path tokenFile;

  @Option(
      names = "--header",
      paramLabel = "HEADER",
      description =
          "Header for each request to Prometheus, as Name=value or 'Name: value', such as"
              + " X-Scope-OrgID=team-a.")
  private List<String> headers = List.of();

  @Option(
      names = "--matcher",
      paramLabel = "NAME=VALUE",
      description =
          "Label that every series must have, such as cluster=prod where one Prometheus holds"
              + " several clusters; may be repeated, takes precedence over"
              + " RIGHTSIZING_PROMETHEUS_MATCHERS.")
  private List<String> matchers = List.of();

  /**
   * What was chosen.
   *
   * @throws CommandException when an option cannot be understood
   */
  public SourceChoice choice() throws CommandException {
    if (tokenFile != null && !Files.isReadable(tokenFile)) {
      throw new CommandException("the file " + tokenFile + " cannot be read; check --token-file");
    }
    return new SourceChoice(
        Optional.ofNullable(url), Optional.ofNullable(tokenFile), pairs(), matchers());
  }

  private Map<String, String> matchers() throws CommandException {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String text : matchers) {
      int equals = text.indexOf('=');
      String name = equals < 0 ? "" : text.substring(0, equals).strip();
      if (!name.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
        throw new CommandException(
            "--matcher '"
                + text
                + "' is not a label matcher; write NAME=VALUE, such as"
                + " cluster=prod");
      }
      pairs.put(name, text.substring(equals + 1).strip());
    }
    return pairs;
  }

  private Map<String, String> pairs() throws CommandException {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String text : headers) {
      // The text is not repeated: people put tokens there.
      Map.Entry<String, String> pair =
          HeaderText.parse(text)
              .orElseThrow(
                  () ->
                      new CommandException(
                          "a --header is not a header; write --header 'Name: value' or"
                              + " --header Name=value"));
      pairs.put(pair.getKey(), pair.getValue());
    }
    return pairs;
  }
}
