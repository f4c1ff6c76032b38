// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.scaling;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Workload;
import dev.rightsizing.sizing.scaling.AutoscalerRule.Aim;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a replay adds to the advice about a target. */
record ReplayClause(RecordedLoad load) {

  /**
   * The clause; empty where the usage of what counts is not recorded, as that of injected
   * containers, or where no new target is known.
   *
   * @param percent the new target
   * @param beside per resource, what containers that only pods have request
   */
  String clause(
      Workload workload,
      List<ContainerSizing> sizings,
      Aim aim,
      ScalePoint point,
      Optional<Integer> percent,
      Map<Resource, Amount> beside) {
    Resource resource = aim.target().resource();
    boolean unseen =
        aim.target().container().isEmpty()
            && !beside.getOrDefault(resource, Amount.zero(resource)).isZero();
    if (percent.isEmpty() || unseen) {
      return "";
    }
    return ReplayedTarget.of(
            aim.autoscaler(),
            point,
            aim.target().percent(),
            percent.get(),
            load.of(workload.ref(), resource, counted(workload, sizings, aim)))
        .map(replay -> "; " + replay.sentence())
        .orElse("");
  }

  private static Set<String> counted(Workload workload, List<ContainerSizing> sizings, Aim aim) {
    return Stream.concat(
            workload.containers().stream(), sizings.stream().map(ContainerSizing::container))
        .filter(c -> c.role() == ContainerRole.MAIN || c.role() == ContainerRole.SIDECAR)
        .map(ContainerSpec::name)
        .filter(aim.target()::counts)
        .collect(Collectors.toSet());
  }
}
