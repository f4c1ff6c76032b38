// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.RolloutStatus;
import dev.rightsizing.workload.kubernetes.Controller;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Objects;
import java.util.Optional;

/**
 * What is kept of a workload's own object.
 *
 * @param controller who manages the object
 * @param names of what it runs and of the sizes that it declares
 * @param created RFC 3339 in UTC, so that text order is time order
 * @param ended whether it has run to its end, as Jobs do
 * @param generation of its spec
 * @param templateOf the Deployment whose template a Rollout runs; empty for its own
 * @param templateSeen the generation of that Deployment that the Rollout has looked at; empty where
 *     it does not say
 */
record Standing(
    WorkloadRef ref,
    String uid,
    Optional<Controller> controller,
    RolloutStatus rollout,
    TemplateNames names,
    String created,
    boolean ended,
    long generation,
    Optional<String> templateOf,
    Optional<Long> templateSeen) {

  /** One of its own template. */
  static Standing of(
      WorkloadKind kind, ObjectMeta meta, RolloutStatus rollout, TemplateNames names) {
    return new Standing(
        new WorkloadRef(meta.getNamespace(), kind, meta.getName()),
        Objects.requireNonNullElse(meta.getUid(), ""),
        Controller.of(meta),
        rollout,
        names,
        Objects.requireNonNullElse(meta.getCreationTimestamp(), ""),
        false,
        Objects.requireNonNullElse(meta.getGeneration(), 0L),
        Optional.empty(),
        Optional.empty());
  }

  Standing withEnded(boolean over) {
    return new Standing(
        ref, uid, controller, rollout, names, created, over, generation, templateOf, templateSeen);
  }

  Standing withTemplateOf(String deployment, Optional<Long> seen) {
    return new Standing(
        ref,
        uid,
        controller,
        rollout,
        names,
        created,
        ended,
        generation,
        Optional.of(deployment),
        seen);
  }

  /** With the template of a Deployment, which is being rolled out while it is not looked at. */
  Standing running(Standing deployment) {
    boolean unseen = templateSeen.filter(seen -> seen < deployment.generation()).isPresent();
    return new Standing(
        ref,
        uid,
        controller,
        unseen ? RolloutStatuses.unseen(rollout) : rollout,
        deployment.names(),
        created,
        ended,
        generation,
        templateOf,
        templateSeen);
  }
}
