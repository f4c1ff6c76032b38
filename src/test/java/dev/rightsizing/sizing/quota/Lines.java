// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.quota;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.quota.PodCountBounds;
import dev.rightsizing.model.quota.QuotaScope;
import dev.rightsizing.sizing.quota.Candidate.Pressed;
import dev.rightsizing.testkit.Containers;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Quota lines and what wants to grow on them, written shortly. */
final class Lines {

  private Lines() {}

  static Quota line(String key, String hard, String used) {
    Resource resource = key.contains("memory") ? Resource.MEMORY : Resource.CPU;
    return new Quota(
        "shop",
        "compute",
        key,
        resource,
        key.startsWith("limits."),
        List.of(),
        Amount.parse(resource, hard),
        used.equals("-") ? Optional.empty() : Optional.of(Amount.parse(resource, used)));
  }

  static Quota scoped(Quota line, QuotaScope... scopes) {
    return new Quota(
        line.namespace(),
        line.name(),
        line.key(),
        line.resource(),
        line.onLimits(),
        List.of(scopes),
        line.hard(),
        line.used());
  }

  /** One container; memory stays. */
  static Candidate candidate(String name, int replicas, String now, String then, String usage) {
    ContainerSpec app = Containers.spec("app", ContainerRole.MAIN, 0, now, "1Gi/1Gi");
    ContainerSizing sized = Containers.sizing(app, then, "1Gi/1Gi");
    ResourceSizing cpu = sized.cpu();
    ResourceSizing used =
        new ResourceSizing(
            cpu.resource(),
            cpu.current(),
            cpu.origin(),
            Optional.of(Containers.usage(Resource.CPU, usage, usage)),
            cpu.recommended(),
            Verdict.UNDER_PROVISIONED,
            cpu.explanation(),
            cpu.adaptive(),
            false);
    return new Candidate(
        Containers.workload(WorkloadKind.DEPLOYMENT, name, replicas, app),
        List.of(new ContainerSizing(app, used, sized.memory())),
        Set.of());
  }

  static Candidate pressed(Candidate candidate) {
    return new Candidate(
        candidate.workload(), candidate.containers(), Set.of(new Pressed("app", Resource.CPU)));
  }

  static Candidate withFootprint(Candidate candidate, PodCountBounds footprint) {
    Workload w = candidate.workload();
    return new Candidate(
        new Workload(
            w.ref(), w.uid(), w.labels(), w.replicas(), w.containers(), w.nodes(), footprint),
        candidate.containers(),
        candidate.pressed());
  }
}
