// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.model.Workload;
import dev.rightsizing.usage.CollectedUsage;
import dev.rightsizing.usage.OtherClusters;
import dev.rightsizing.usage.absence.Absence;
import dev.rightsizing.usage.absence.AbsenceText;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether there is enough usage for a workload, and if not, why; the worst container decides. Init
 * containers end too soon to be seen reliably and never decide.
 */
record Availability(Reason reason, String message) {

  static Availability of(
      Workload workload,
      List<ContainerSizing> sizings,
      CollectedUsage usage,
      Function<Resource, String> metric) {
    List<ResourceSizing> lacking =
        sizings.stream()
            .filter(s -> s.container().role() != ContainerRole.INIT)
            .filter(s -> s.container().role() != ContainerRole.POD)
            .flatMap(s -> Stream.of(s.cpu(), s.memory()))
            .filter(r -> r.verdict() == Verdict.INSUFFICIENT_DATA)
            .toList();
    if (lacking.isEmpty()) {
      return new Availability(Reason.EVALUATED, Reason.EVALUATED.sentence());
    }
    Set<Resource> asked =
        lacking.stream().map(ResourceSizing::resource).collect(Collectors.toSet());
    List<Absence> missing =
        usage.absences().stream()
            .filter(a -> a.namespace().equals(workload.ref().namespace()))
            .filter(a -> asked.contains(a.resource()))
            .toList();
    boolean none = lacking.stream().allMatch(r -> r.usage().isEmpty());
    if (workload.replicas() == 0 && none) {
      return new Availability(Reason.NOT_RUNNING, Reason.NOT_RUNNING.sentence());
    }
    if (!missing.isEmpty()) {
      return new Availability(Reason.USAGE_MISSING, missingMessage(missing, metric));
    }
    String what =
        lacking.stream()
            .map(r -> r.resource().key() + ": " + r.explanation())
            .distinct()
            .limit(4)
            .collect(Collectors.joining("; "));
    return new Availability(none ? Reason.USAGE_MISSING : Reason.HISTORY_TOO_SHORT, what);
  }

  /** Which of the pods' figures are this cluster's is not known. */
  static Availability ofSeveralClusters(OtherClusters clusters) {
    return new Availability(
        Reason.CLUSTERS_MIXED,
        Reason.CLUSTERS_MIXED.sentence() + " Now: " + clusters.advice() + ".");
  }

  private static String missingMessage(List<Absence> missing, Function<Resource, String> metric) {
    return String.join("; ", new AbsenceText(metric).sentences(missing))
        + "; current values are kept";
  }
}
