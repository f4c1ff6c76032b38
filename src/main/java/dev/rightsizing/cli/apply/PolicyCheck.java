// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.apply;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.RightSizingPolicySpec.Mode;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.model.Reason;
import dev.rightsizing.recommend.Conditions;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Objects;

/** Says at once where a request could never be answered. */
record PolicyCheck(KubernetesClient client) {

  /**
   * Refuses a Recommendation whose policy does not apply. A policy that the person may not read is
   * no reason: then the operator's answer tells.
   *
   * @throws CommandException when its policy is gone, suspended or has another mode
   */
  void requireApply(Recommendation found) throws CommandException {
    String namespace =
        Objects.requireNonNullElse(
            found.getSpec().getPolicyNamespace(), found.getMetadata().getNamespace());
    String name = found.getSpec().getPolicy();
    if (name == null) {
      return;
    }
    RightSizingPolicy policy;
    try {
      policy =
          client.resources(RightSizingPolicy.class).inNamespace(namespace).withName(name).get();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        return;
      }
      throw e;
    }
    String title = "policy " + namespace + "/" + name;
    if (policy == null) {
      throw new CommandException(
          title + " of this Recommendation does not exist; create it, or see rightsize list");
    }
    Mode mode = policy.getSpec().getMode();
    if (mode != Mode.Apply) {
      throw new CommandException(
          title
              + " has spec.mode "
              + mode
              + ", so the operator changes no workload; set it to Apply, or use \"rightsize"
              + " patch\"");
    }
    if (Boolean.TRUE.equals(policy.getSpec().getSuspend())) {
      throw new CommandException(
          title + " is suspended, so nothing is applied; set its spec.suspend to false");
    }
    if (isDisabled(policy)) {
      throw new CommandException(
          "the operator of "
              + title
              + " changes no workload; an administrator sets RIGHTSIZING_APPLY_ENABLED (chart value"
              + " apply.enabled)");
    }
  }

  private static boolean isDisabled(RightSizingPolicy policy) {
    return policy.getStatus() != null
        && policy.getStatus().getConditions() != null
        && policy.getStatus().getConditions().stream()
            .filter(condition -> Conditions.APPLIED.equals(condition.getType()))
            .anyMatch(condition -> Reason.APPLY_DISABLED.text().equals(condition.getReason()));
  }
}
