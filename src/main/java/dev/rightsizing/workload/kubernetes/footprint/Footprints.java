// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.footprint;

import dev.rightsizing.model.quota.PodCountBounds;
import dev.rightsizing.model.quota.Surge;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSetSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSetUpdateStrategy;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Map;
import java.util.Optional;

/** What the workloads' specs say about how many pods they may have at once. */
public final class Footprints {

  private Footprints() {}

  /** What the template says, from which the others are made. */
  public static PodCountBounds ofTemplate(PodSpec pod) {
    return PodCountBounds.PLAIN.withTemplate(
        Optional.ofNullable(pod.getPriorityClassName()).filter(name -> !name.isEmpty()),
        pod.getActiveDeadlineSeconds() != null);
  }

  /** A Deployment surges by 25 % unless it says otherwise; with Recreate not at all. */
  public static Surge surge(DeploymentSpec spec) {
    DeploymentStrategy strategy = spec.getStrategy();
    if (strategy == null) {
      return Surge.DEFAULT;
    }
    if ("Recreate".equals(strategy.getType())) {
      return Surge.NONE;
    }
    return strategy.getRollingUpdate() == null
        ? Surge.DEFAULT
        : surge(strategy.getRollingUpdate().getMaxSurge(), Surge.DEFAULT);
  }

  /** A DaemonSet surges only where it says so. A StatefulSet replaces one pod by another. */
  public static Surge surge(DaemonSetSpec spec) {
    DaemonSetUpdateStrategy strategy = spec.getUpdateStrategy();
    return strategy == null || strategy.getRollingUpdate() == null
        ? Surge.NONE
        : surge(strategy.getRollingUpdate().getMaxSurge(), Surge.NONE);
  }

  /** A Rollout's canary surges by 25 % by default; blue and green are there side by side. */
  public static Surge surge(GenericKubernetesResource rollout) {
    if (rollout.get("spec", "strategy", "blueGreen") instanceof Map<?, ?>) {
      return new Surge(100, true);
    }
    Object most = rollout.get("spec", "strategy", "canary", "maxSurge");
    return most == null ? Surge.DEFAULT : surge(most.toString(), Surge.DEFAULT);
  }

  private static Surge surge(IntOrString most, Surge otherwise) {
    return most == null || most.getValue() == null
        ? otherwise
        : surge(most.getValue().toString(), otherwise);
  }

  private static Surge surge(String most, Surge otherwise) {
    boolean percent = most.endsWith("%");
    try {
      int amount = Integer.parseInt(percent ? most.substring(0, most.length() - 1) : most);
      return amount < 0 ? otherwise : new Surge(amount, percent);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** A CronJob's runs overlap by default; one that is suspended starts none. */
  public static PodCountBounds ofCronJob(PodCountBounds template, CronJobSpec spec) {
    String policy = spec.getConcurrencyPolicy();
    return template.withRuns(
        Boolean.TRUE.equals(spec.getSuspend()), policy == null || "Allow".equals(policy));
  }

  /** A Job that is complete, failed or suspended starts no pods. */
  public static PodCountBounds ofJob(PodCountBounds template, Job job) {
    boolean ended =
        job.getStatus() != null
            && job.getStatus().getConditions().stream()
                .anyMatch(
                    c ->
                        "True".equals(c.getStatus())
                            && ("Complete".equals(c.getType()) || "Failed".equals(c.getType())));
    return template.withRuns(ended || Boolean.TRUE.equals(job.getSpec().getSuspend()), false);
  }
}
