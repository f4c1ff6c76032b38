// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard;

/** One question that a step must pass. Safe for use by several threads; never throws. */
public interface Guard {

  /** As in {@code status.apply.verdicts[].guard}: CamelCase, such as {@code Cooldown}. */
  String name();

  /** Judges a step, which guards before it may have made smaller. */
  Verdict judge(ProposedStep step, GuardFacts facts);
}
