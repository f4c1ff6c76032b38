// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.reconcile.steps.KnownRecommendation;
import dev.rightsizing.web.data.RecommendationRow;
import java.util.Optional;

/**
 * What one watch keeps of a Recommendation, for evaluations and for the page.
 *
 * @param row empty where no page is served
 */
record KeptRecommendation(KnownRecommendation known, Optional<RecommendationRow> row) {

  static KeptRecommendation of(Recommendation whole, boolean withRow) {
    return new KeptRecommendation(
        KnownRecommendation.of(whole),
        withRow ? Optional.of(RecommendationRow.of(whole)) : Optional.empty());
  }
}
