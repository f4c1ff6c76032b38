// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.usage;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.evaluate.Evaluation;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRecommendation;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.RecommendationMapper;
import dev.rightsizing.recommend.RecommendationStudies;
import dev.rightsizing.testkit.SampleShop;
import java.time.Instant;
import java.util.Optional;

/** A Recommendation of the sample shop as the operator writes it, and the study behind it. */
final class CheckoutStudy implements AutoCloseable {
  private static final WorkloadRef CHECKOUT =
      new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "checkout");

  private final SampleShop shop = new SampleShop(24);
  private final Recommendation recommendation;

  CheckoutStudy() throws Exception {
    Evaluation evaluation = shop.evaluate();
    WorkloadRecommendation checkout =
        evaluation.recommendations().stream()
            .filter(one -> one.workload().ref().equals(CHECKOUT))
            .findFirst()
            .orElseThrow();
    RecommendationMapper mapper = new RecommendationMapper();
    recommendation = mapper.object(new Policy.Id("shop", "all"), checkout.workload());
    recommendation.getMetadata().setUid("uid");
    recommendation.getMetadata().setResourceVersion("1");
    recommendation.setStatus(mapper.status(checkout, null, Instant.parse("2026-03-04T10:20:00Z")));
  }

  Recommendation recommendation() {
    return recommendation;
  }

  RecommendationStudies studies() {
    return asked -> {
      try {
        return Optional.of(shop.study(CHECKOUT));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    };
  }

  @Override
  public void close() {
    shop.close();
  }
}
