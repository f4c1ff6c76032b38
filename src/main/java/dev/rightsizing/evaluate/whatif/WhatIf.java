// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate.whatif;

import dev.rightsizing.evaluate.Study;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.SizingSettings;
import dev.rightsizing.model.WorkloadRecommendation;
import dev.rightsizing.sizing.replay.ReplayedDays;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a workload would be sized to with other rules, beside what the policy's own rules give.
 *
 * @param rules that were asked about
 * @param policy with the policy's rules
 * @param changed with the other rules
 * @param days how each rule would have done on the past, by container and resource
 * @param snippet the policy's fields that differ, as YAML; empty when none does
 */
public record WhatIf(
    SizingSettings rules,
    WorkloadRecommendation policy,
    WorkloadRecommendation changed,
    List<Days> days,
    String snippet) {

  public WhatIf {
    days = List.copyOf(days);
  }

  /** How both rules would have done on the past of one resource of one container. */
  public record Days(
      String container, Resource resource, ReplayedDays policy, ReplayedDays changed) {}

  /**
   * Sizes a workload with the policy's rules and with others.
   *
   * @return empty where it cannot be evaluated
   */
  public static Optional<WhatIf> of(Study study, SizingSettings rules) {
    Optional<WorkloadRecommendation> policy = study.size(study.settings());
    Optional<WorkloadRecommendation> changed = study.size(rules);
    if (policy.isEmpty() || changed.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new WhatIf(
            rules,
            policy.get(),
            changed.get(),
            days(study, changed.get(), rules),
            PolicySnippet.of(study.settings(), rules)));
  }

  private static List<Days> days(
      Study study, WorkloadRecommendation recommendation, SizingSettings rules) {
    List<Days> all = new ArrayList<>();
    for (ContainerSizing container : recommendation.containers()) {
      String name = container.container().name();
      for (Resource resource : Resource.values()) {
        boolean same = study.settings().rule(resource).equals(rules.rule(resource));
        ReplayedDays policy = study.replay(name, resource, study.settings());
        all.add(
            new Days(name, resource, policy, same ? policy : study.replay(name, resource, rules)));
      }
    }
    return all;
  }
}
