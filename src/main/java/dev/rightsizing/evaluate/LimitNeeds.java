// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.quota.QuotaScope;
import dev.rightsizing.workload.ClusterView;
import java.util.Optional;

/**
 * What LimitRanges allow the containers of a workload, and whether anything refuses its pods where
 * a container has no limit: a LimitRange about containers or pods, or a quota on limits.
 */
record LimitNeeds(ClusterView view) {

  ContainerLimits limits(Workload workload, Resource resource) {
    ContainerLimits limits = view.limits(workload.ref().namespace(), resource);
    if (workload.pod().isSized()) {
      // The pod's own limit is what counts then.
      return limits;
    }
    Optional<String> pods = workload.pod().limits(resource).limitNeeded();
    if (pods.isPresent()) {
      return limits.needingLimit(pods.get());
    }
    return view.quotas().stream()
        .filter(line -> counts(line, workload, resource))
        .min((a, b) -> a.id().compareTo(b.id()))
        .map(
            line ->
                limits.needingLimit(
                    "quota "
                        + line.id()
                        + " ("
                        + line.key()
                        + ") refuses pods with a container without one"))
        .orElse(limits);
  }

  /** A pod that is recommended a request is not of the class BestEffort. */
  private static boolean counts(Quota line, Workload workload, Resource resource) {
    return line.onLimits()
        && line.resource() == resource
        && line.namespace().equals(workload.ref().namespace())
        && line.scopes().stream().allMatch(QuotaScope::known)
        && line.counts(workload.footprint(), false);
  }
}
