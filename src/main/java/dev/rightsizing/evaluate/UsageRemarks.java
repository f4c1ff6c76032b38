// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.DroppedSamples;
import dev.rightsizing.model.Evidence.Dropped;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Workload;
import dev.rightsizing.usage.CollectedUsage;
import java.util.ArrayList;
import java.util.List;

/** What an explanation says of how usage was read, where that was not as usual. */
final class UsageRemarks {
  private final CollectedUsage usage;

  UsageRemarks(CollectedUsage usage) {
    this.usage = usage;
  }

  /** Clauses to add to an explanation; empty where all is as usual. */
  String of(ContainerRef container, Resource resource) {
    String left = usage.dropped(container, resource).map(UsageRemarks::clause).orElse("");
    return left
        + usage
            .widenedRange(container.workload().namespace(), resource)
            .map(
                range ->
                    "; its samples are far apart, so each rate is over "
                        + PrometheusDuration.format(range))
            .orElse("");
  }

  private static String clause(DroppedSamples dropped) {
    return "; "
        + dropped.samples()
        + (dropped.samples() == 1 ? " impossible sample was" : " impossible samples were")
        + " dropped, the largest "
        + dropped.greatestText()
        + " at "
        + dropped.at();
  }

  /** What was left out of a workload's usage. */
  List<Dropped> dropped(Workload workload) {
    List<Dropped> all = new ArrayList<>();
    workload
        .containers()
        .forEach(
            container -> {
              for (Resource resource : Resource.values()) {
                usage
                    .dropped(new ContainerRef(workload.ref(), container.name()), resource)
                    .ifPresent(d -> all.add(new Dropped(container.name(), resource, d)));
              }
            });
    return all;
  }
}
