// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.reconcile.apply.ChangeableRecommendation;
import dev.rightsizing.reconcile.steps.KnownRecommendation;
import dev.rightsizing.web.data.RecommendationRow;
import java.util.Optional;

/**
 * What one watch keeps of a Recommendation, for evaluations, for changes and for the page.
 *
 * @param row empty where no page is served
 * @param changeable empty where no workload may be changed
 */
record KeptRecommendation(
    KnownRecommendation known,
    Optional<RecommendationRow> row,
    Optional<Recommendation> changeable) {

  static KeptRecommendation of(Recommendation whole, boolean withRow, boolean withChanges) {
    return new KeptRecommendation(
        KnownRecommendation.of(whole),
        withRow ? Optional.of(RecommendationRow.of(whole)) : Optional.empty(),
        withChanges ? Optional.of(ChangeableRecommendation.of(whole)) : Optional.empty());
  }
}
