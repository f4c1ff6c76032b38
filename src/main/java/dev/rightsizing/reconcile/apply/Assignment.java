// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.policy.apply.ApplyRule;
import dev.rightsizing.model.AutoscalerMode;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.ApplySettings;
import dev.rightsizing.model.apply.Cause;
import dev.rightsizing.recommend.ApplySettingsReader;
import dev.rightsizing.recommend.Policy;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a pass is for.
 *
 * @param object the policy as the API server has it, for its annotations; a bare one where it is
 *     gone
 * @param source the policy whose source of usage is asked; empty where none is known
 * @param interrupted why the policy does not apply any more; empty while it does
 * @param current whether the Recommendations are those of the policy as it is now
 */
record Assignment(
    Policy.Id id,
    RightSizingPolicy object,
    ApplySettings settings,
    AutoscalerMode autoscaler,
    Duration interval,
    Optional<Policy> source,
    Optional<Cause> interrupted,
    boolean current,
    Optional<Instant> lastEvaluation) {

  private static final Duration UNKNOWN_INTERVAL = Duration.ofHours(1);

  /** Of a policy that applies. */
  static Assignment of(RightSizingPolicy object, Policy policy) {
    return of(policy.id(), object, Optional.of(policy), Optional.empty());
  }

  /**
   * Of one that does not any more: only what is under way is finished or undone.
   *
   * @param last the policy as it last was; empty where it is not known
   */
  static Assignment interrupted(
      Policy.Id id, Optional<RightSizingPolicy> object, Optional<Policy> last, String why) {
    return of(
        id,
        object.orElseGet(() -> bare(id)),
        last,
        Optional.of(new Cause(Reason.POLICY_STOPPED, why)));
  }

  private static Assignment of(
      Policy.Id id, RightSizingPolicy object, Optional<Policy> policy, Optional<Cause> why) {
    return new Assignment(
        id,
        object,
        policy
            .flatMap(Policy::apply)
            .orElseGet(() -> new ApplySettingsReader().read(new ApplyRule()).orElseThrow()),
        policy.map(p -> p.settings().autoscaler()).orElse(AutoscalerMode.HOLD),
        policy.map(Policy::interval).orElse(UNKNOWN_INTERVAL),
        policy,
        why,
        isCurrent(object),
        lastEvaluation(object));
  }

  private static RightSizingPolicy bare(Policy.Id id) {
    RightSizingPolicy object = new RightSizingPolicy();
    object.setMetadata(
        new ObjectMetaBuilder().withNamespace(id.namespace()).withName(id.name()).build());
    return object;
  }

  private static boolean isCurrent(RightSizingPolicy policy) {
    return policy.getStatus() != null
        && Objects.equals(
            policy.getStatus().getObservedGeneration(), policy.getMetadata().getGeneration());
  }

  private static Optional<Instant> lastEvaluation(RightSizingPolicy policy) {
    try {
      return policy.getStatus() == null
          ? Optional.empty()
          : Optional.ofNullable(policy.getStatus().getLastEvaluationTime()).map(Instant::parse);
    } catch (DateTimeException e) {
      // Somebody else wrote it.
      return Optional.empty();
    }
  }
}
