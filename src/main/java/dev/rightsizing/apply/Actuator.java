// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplySettings;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.TargetStep;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The port to the cluster that changes it. Each call may be repeated: what is already so is {@link
 * ActOutcome.Done}. None throws; what went wrong is in the answer. Safe for use by several threads.
 */
public interface Actuator {

  /**
   * Asks for other sizes of a pod, through its subresource {@code resize}, after an annotation with
   * the provenance. The sizes of containers that the pod has not are left out.
   */
  ActOutcome resize(WorkloadRef ref, LivePod pod, List<SizeStep> steps, Provenance by);

  /**
   * Applies the sizes to the template with a field manager of our own, without force.
   *
   * @param takeOverFrom field managers whose sizes may be taken over by force
   */
  ActOutcome template(
      WorkloadRef ref, List<SizeStep> steps, Set<String> takeOverFrom, Provenance by);

  /**
   * Sets a target of an autoscaler where it still has {@code from}.
   *
   * @param dryRun whether the API server only checks it
   */
  ActOutcome target(WorkloadRef ref, TargetStep step, boolean dryRun, Provenance by);

  /**
   * Asks whether all writes of a change would be allowed: its rights, and where the step is known
   * the API server by a dry run.
   *
   * @param pod that would be resized first; empty where the template would be changed
   * @return empty where nothing is in the way
   */
  Optional<ActOutcome> probe(
      WorkloadRef ref,
      ApplyStrategy strategy,
      Optional<LivePod> pod,
      List<SizeStep> steps,
      ApplySettings settings);

  /**
   * Says who wants a write: it goes to the annotation {@code rightsizing.dev/applied-by} and into
   * the audit log.
   *
   * @param policy {@code namespace/name}
   * @param recommendation name
   * @param version resourceVersion of the Recommendation
   * @param reason one sentence
   */
  record Provenance(String policy, String recommendation, String version, String reason) {
    /** {@code <policy namespace>/<policy>@<Recommendation resourceVersion>}. */
    public String annotation() {
      return policy + "@" + version;
    }
  }
}
