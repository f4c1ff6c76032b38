// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.RunningPods;
import dev.rightsizing.model.Uncovered;
import dev.rightsizing.model.Uncovered.Cause;
import dev.rightsizing.model.Workload;
import dev.rightsizing.usage.absence.Absence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Namespaces of which the source has no usage although pods run there. */
final class Unmeasured {

  private Unmeasured() {}

  static List<Uncovered> of(List<Absence> absences, List<Workload> workloads) {
    TreeSet<String> namespaces = new TreeSet<>();
    absences.forEach(absence -> namespaces.add(absence.namespace()));
    List<Uncovered> found = new ArrayList<>();
    for (String namespace : namespaces) {
      List<Workload> running =
          workloads.stream()
              .filter(w -> w.ref().namespace().equals(namespace) && !w.running().isEmpty())
              .toList();
      if (!running.isEmpty()) {
        found.add(of(namespace, running));
      }
    }
    return found;
  }

  private static Uncovered of(String namespace, List<Workload> workloads) {
    Map<Resource, Amount> requested = new EnumMap<>(Resource.class);
    int pods = 0;
    for (Workload workload : workloads) {
      for (RunningPods alike : workload.running()) {
        pods += alike.pods();
        for (Resource resource : Resource.values()) {
          requested.merge(
              resource, asks(workload, alike, resource).times(alike.pods()), Amount::plus);
        }
      }
    }
    return new Uncovered(
        namespace,
        Cause.NO_USAGE,
        workloads.stream().map(Workload::title).toList(),
        workloads.size(),
        pods,
        requested);
  }

  /** What one pod asks for: at its own level, else what runs together. */
  private static Amount asks(Workload workload, RunningPods alike, Resource resource) {
    if (alike.level().containsKey(resource)) {
      return alike.level().get(resource).request().orElse(Amount.zero(resource));
    }
    Amount sum = workload.pod().injectedTotal().getOrDefault(resource, Amount.zero(resource));
    for (ContainerSpec container : workload.containers()) {
      if (container.role() != ContainerRole.INIT) {
        sum =
            sum.plus(alike.of(container.name(), resource).request().orElse(Amount.zero(resource)));
      }
    }
    return sum;
  }
}
