// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.WorkloadKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads a kind as kubectl takes it: {@code deployment}, {@code deploy}, {@code deployments.apps}.
 */
public final class KindText {
  private static final Map<String, WorkloadKind> SHORT =
      Map.of(
          "deploy", WorkloadKind.DEPLOYMENT,
          "sts", WorkloadKind.STATEFULSET,
          "ds", WorkloadKind.DAEMONSET,
          "cj", WorkloadKind.CRONJOB,
          "ro", WorkloadKind.ROLLOUT);

  private KindText() {}

  /**
   * The kind.
   *
   * @throws CommandException when no workload is of that kind
   */
  public static WorkloadKind parse(String text) throws CommandException {
    return find(text)
        .orElseThrow(
            () ->
                new CommandException(
                    "'"
                        + PlainText.line(text)
                        + "' is not a kind of workload; kinds are "
                        + all()));
  }

  /** The kind; empty when no workload is of that kind. */
  public static Optional<WorkloadKind> find(String text) {
    String word = text.toLowerCase(Locale.ROOT).replaceFirst("\\..*$", "");
    return Optional.ofNullable(SHORT.get(word))
        .or(
            () ->
                Arrays.stream(WorkloadKind.values())
                    .filter(
                        kind ->
                            word.equals(kind.lowerCase()) || word.equals(kind.lowerCase() + "s"))
                    .findFirst());
  }

  private static String all() {
    return Arrays.stream(WorkloadKind.values())
        .map(WorkloadKind::lowerCase)
        .collect(Collectors.joining(", "));
  }
}
