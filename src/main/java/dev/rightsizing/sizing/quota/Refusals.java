// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.quota;

import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.quota.QuotaScope;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pods that a quota would reject whatever their size: under a quota on limits every container,
 * including init containers, must have one, unless the pod sets pod-level resources. Reported only
 * where something changes, because running pods are not affected.
 */
final class Refusals {

  private Refusals() {}

  static List<String> of(List<Quota> quotas, Candidate candidate) {
    if (unchanged(candidate) || candidate.workload().pod().isSized()) {
      return List.of();
    }
    return quotas.stream()
        .filter(Quota::onLimits)
        .filter(line -> line.scopes().stream().allMatch(QuotaScope::known))
        .filter(line -> QuotaProjector.counts(line, candidate))
        .map(line -> missingLimit(line, candidate))
        .flatMap(Optional::stream)
        .sorted()
        .toList();
  }

  private static Optional<String> missingLimit(Quota line, Candidate candidate) {
    return candidate.containers().stream()
        .filter(c -> c.of(line.resource()).recommended().limit().isEmpty())
        .findFirst()
        .map(c -> clause(line, c));
  }

  private static String clause(Quota line, ContainerSizing container) {
    return line.key()
        + " of quota "
        + line.id()
        + ": container "
        + container.container().name()
        + " must have a limit, or its pods are refused";
  }

  private static boolean unchanged(Candidate candidate) {
    return candidate.containers().stream()
        .flatMap(c -> Stream.of(c.cpu(), c.memory()))
        .allMatch(r -> r.recommended().equals(r.current()));
  }
}
