// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import dev.rightsizing.model.WorkloadKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
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
    String word = text.toLowerCase(Locale.ROOT).replaceFirst("\\..*$", "");
    if (SHORT.containsKey(word)) {
      return SHORT.get(word);
    }
    for (WorkloadKind kind : WorkloadKind.values()) {
      if (word.equals(kind.lowerCase()) || word.equals(kind.lowerCase() + "s")) {
        return kind;
      }
    }
    throw new CommandException("'" + text + "' is no kind of workload; kinds are " + all());
  }

  private static String all() {
    return Arrays.stream(WorkloadKind.values())
        .map(WorkloadKind::lowerCase)
        .collect(Collectors.joining(", "));
  }
}
