// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import dev.rightsizing.model.apply.DisruptionBudget;
import dev.rightsizing.workload.LabelSelector;
import dev.rightsizing.workload.kubernetes.SelectorTranslation;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetSpec;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetStatus;
import java.util.Objects;
import java.util.Optional;

/**
 * What is kept of a PodDisruptionBudget.
 *
 * @param selector of its pods; empty where it selects none
 */
record Budget(DisruptionBudget budget, Optional<LabelSelector> selector) {

  static Budget of(PodDisruptionBudget object) {
    long newest = Objects.requireNonNullElse(object.getMetadata().getGeneration(), 0L);
    Optional<PodDisruptionBudgetStatus> status = Optional.ofNullable(object.getStatus());
    return new Budget(
        new DisruptionBudget(
            object.getMetadata().getName(),
            status.map(PodDisruptionBudgetStatus::getDisruptionsAllowed).orElse(0),
            status
                .map(PodDisruptionBudgetStatus::getObservedGeneration)
                .filter(seen -> seen >= newest)
                .isPresent()),
        Optional.ofNullable(object.getSpec())
            .map(PodDisruptionBudgetSpec::getSelector)
            .map(SelectorTranslation::fromKubernetes));
  }
}
