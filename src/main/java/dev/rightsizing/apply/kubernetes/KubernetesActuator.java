// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import dev.rightsizing.apply.ActOutcome;
import dev.rightsizing.apply.Actuator;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplySettings;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.TargetStep;
import dev.rightsizing.workload.kubernetes.dryrun.Permissions;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Changes pods, templates and autoscalers through the API server. It keeps nothing but the answers
 * to which rights it has.
 *
 * <p>Each call reads the object once before it writes: so it sees the last write of its own, which
 * a watch may not have brought yet.
 */
public final class KubernetesActuator implements Actuator {
  private static final String NO_DRY_RUN = "does not support dry run";

  private final PodResize pods;
  private final TemplatePatch templates;
  private final TargetPatch targets;
  private final Rights rights;

  /**
   * @param client left open; one that does not retry for long, as the next pass tries again
   * @param clock for how long an answer about a right holds
   */
  public KubernetesActuator(KubernetesClient client, Clock clock) {
    ApiObjects objects = new ApiObjects(client);
    AuditLog audit = new AuditLog();
    OwnerAdvice advice = new OwnerAdvice();
    this.pods = new PodResize(objects, audit);
    this.templates = new TemplatePatch(objects, advice, audit);
    this.targets = new TargetPatch(objects, advice, audit);
    this.rights = new Rights(new Permissions(client, clock));
  }

  @Override
  public ActOutcome resize(WorkloadRef ref, LivePod pod, List<SizeStep> steps, Provenance by) {
    return answered(ref, () -> pods.resize(ref, pod, steps, by));
  }

  @Override
  public ActOutcome template(
      WorkloadRef ref, List<SizeStep> steps, Set<String> takeOverFrom, Provenance by) {
    return answered(ref, () -> templates.write(ref, steps, takeOverFrom, by));
  }

  @Override
  public ActOutcome target(WorkloadRef ref, TargetStep step, boolean dryRun, Provenance by) {
    return answered(ref, () -> targets.set(ref, step, dryRun, by));
  }

  @Override
  public Optional<ActOutcome> probe(
      WorkloadRef ref,
      ApplyStrategy strategy,
      Optional<LivePod> pod,
      List<SizeStep> steps,
      ApplySettings settings) {
    ActOutcome outcome =
        answered(
            ref,
            () ->
                rights
                    .missing(ref.kind(), strategy, ref.namespace())
                    .orElseGet(() -> tried(ref, strategy, pod, steps, settings)));
    boolean unknown =
        outcome instanceof ActOutcome.Refused refused && refused.message().contains(NO_DRY_RUN);
    return outcome instanceof ActOutcome.Done || unknown ? Optional.empty() : Optional.of(outcome);
  }

  private ActOutcome tried(
      WorkloadRef ref,
      ApplyStrategy strategy,
      Optional<LivePod> pod,
      List<SizeStep> steps,
      ApplySettings settings) {
    if (steps.isEmpty()) {
      return new ActOutcome.Done(false);
    }
    if (strategy.changesTemplate()) {
      return templates.dryRun(ref, steps, settings.takeOverFrom());
    }
    return pod.map(first -> pods.dryRun(ref, first, steps))
        .orElseGet(() -> new ActOutcome.Done(false));
  }

  private static ActOutcome answered(WorkloadRef ref, Supplier<ActOutcome> act) {
    try {
      return act.get();
    } catch (KubernetesClientException e) {
      return Answers.of(e, ref.namespace());
    } catch (IllegalStateException e) {
      // The client is closed, as the operator ends.
      return new ActOutcome.Retry(
          Reason.KUBERNETES_UNREACHABLE, "the API server was not asked: " + e.getMessage());
    }
  }
}
