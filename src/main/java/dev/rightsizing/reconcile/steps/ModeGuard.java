// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.RightSizingPolicySpec.Mode;
import dev.rightsizing.model.Reason;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.TerminalException;

/** Refuses what a policy may say but this version does not do: better no number than a pretence. */
public final class ModeGuard {

  /**
   * Checks a policy before anything is read for it.
   *
   * @throws TerminalException with the reason that its condition shows
   */
  public void check(RightSizingPolicy policy, Policy view) throws TerminalException {
    if (policy.getSpec() == null) {
      return;
    }
    if (Boolean.TRUE.equals(policy.getSpec().getSuspend())) {
      throw new TerminalException(Reason.SUSPENDED, Reason.SUSPENDED.sentence());
    }
    Mode mode = policy.getSpec().getMode();
    if (mode == Mode.Propose && policy.getSpec().getGit() == null) {
      throw new TerminalException(Reason.GIT_NOT_CONFIGURED, Reason.GIT_NOT_CONFIGURED.sentence());
    }
    if (mode == Mode.Apply && policy.getSpec().getApply() == null) {
      throw new TerminalException(
          Reason.INVALID_POLICY,
          "spec.mode is Apply, but spec.apply is absent; add apply (apply: {} has every default)");
    }
  }
}
