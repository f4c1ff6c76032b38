// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.pod;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.PodShape;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.SizeOrigin;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.sizing.quota.Candidate;
import dev.rightsizing.testkit.Containers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Pods whose memory is none's business, written shortly; "-" is absent. */
final class Pods {

  private Pods() {}

  static Size cpu(String text) {
    return Containers.size(Resource.CPU, text);
  }

  /** A container that has, uses (statistic and peak alike) and wants so much CPU. */
  static ContainerSizing container(
      String name, ContainerRole role, int index, String now, String used, String wanted) {
    ContainerSpec spec = Containers.spec(name, role, index, now, "-/-");
    return new ContainerSizing(
        spec,
        new ResourceSizing(
            Resource.CPU,
            cpu(now),
            SizeOrigin.TEMPLATE,
            Optional.of(Containers.usage(Resource.CPU, used, used)),
            cpu(wanted),
            Verdict.UNDER_PROVISIONED,
            "because",
            Optional.empty(),
            false),
        nothing());
  }

  static ContainerSizing main(String name, int index, String now, String used, String wanted) {
    return container(name, ContainerRole.MAIN, index, now, used, wanted);
  }

  static ContainerSizing unknown(ContainerSizing of) {
    ResourceSizing cpu = of.cpu();
    return of.with(
        new ResourceSizing(
            Resource.CPU,
            cpu.current(),
            cpu.origin(),
            Optional.empty(),
            cpu.current(),
            Verdict.INSUFFICIENT_DATA,
            "no usage",
            Optional.empty(),
            false));
  }

  private static ResourceSizing nothing() {
    return new ResourceSizing(
        Resource.MEMORY,
        Size.NONE,
        SizeOrigin.NONE,
        Optional.empty(),
        Size.NONE,
        Verdict.INSUFFICIENT_DATA,
        "",
        Optional.empty(),
        false);
  }

  static ContainerLimits limits(String min, String max, String ratio) {
    return new ContainerLimits(
        "pods",
        Containers.amount(Resource.CPU, min),
        Containers.amount(Resource.CPU, max),
        Containers.amount(Resource.CPU, ratio).map(Amount::value));
  }

  static PodShape range(ContainerLimits limits) {
    return new PodShape(Map.of(), Map.of(), Map.of(), Map.of(Resource.CPU, limits));
  }

  static PodShape level(String now) {
    Map<Resource, Size> sizes = Map.of(Resource.CPU, cpu(now));
    return new PodShape(sizes, sizes, Map.of());
  }

  static Workload workload(PodShape shape, List<ContainerSizing> containers) {
    return Containers.workload(
            WorkloadKind.DEPLOYMENT,
            "pair",
            1,
            containers.stream().map(ContainerSizing::container).toArray(ContainerSpec[]::new))
        .withPod(shape);
  }

  static Candidate candidate(PodShape shape, ContainerSizing... containers) {
    List<ContainerSizing> all = List.of(containers);
    return new Candidate(workload(shape, all), all, Set.of());
  }
}
