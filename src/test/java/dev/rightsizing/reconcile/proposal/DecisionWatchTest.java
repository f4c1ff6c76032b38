// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationSpec;
import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.recommend.Policy;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionWatchTest {
  private final List<Policy.Id> asked = new ArrayList<>();
  private final DecisionWatch watch = new DecisionWatch(asked::add);

  private static Recommendation decided(Decision decision) {
    Recommendation recommendation = new Recommendation();
    recommendation.setMetadata(
        new ObjectMetaBuilder().withNamespace("shop").withName("deployment-a").build());
    RecommendationSpec spec = new RecommendationSpec();
    spec.setPolicy("p");
    spec.setPolicyNamespace("platform");
    spec.setDecision(decision);
    recommendation.setSpec(spec);
    return recommendation;
  }

  @Test
  void asksForAPassOfThePolicyOnceForEachDecision() {
    watch.saw(decided(null));
    watch.saw(decided(Decision.Approved));
    watch.saw(decided(Decision.Approved));
    watch.saw(decided(Decision.Rejected));
    watch.saw(decided(Decision.Pending));
    watch.saw(decided(null));

    Policy.Id policy = new Policy.Id("platform", "p");
    assertThat(asked).containsExactly(policy, policy, policy);
  }
}
