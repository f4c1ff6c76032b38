// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.propose;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.evaluate.Evaluation;
import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.proposal.ProposalOrder;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.WorkloadRecommendation;
import dev.rightsizing.model.proposal.DryRun;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.ProposalGatherer;
import dev.rightsizing.recommend.RecommendationMapper;
import dev.rightsizing.workload.GitOpsSources;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** The order of an evaluation that no policy asked for. */
final class EvaluatedIntent {
  private static final Policy.Id NONE = new Policy.Id("", "");

  private final RecommendationMapper mapper = new RecommendationMapper();
  private final GitSettings settings;
  private final Clock clock;

  EvaluatedIntent(GitSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  ProposalOrder of(
      Evaluation evaluation, int changePercent, Function<ProposedChange, DryRun> dryRun) {
    ProposalGatherer gatherer = new ProposalGatherer(settings, GitOpsSources.NONE, false);
    for (WorkloadRecommendation found : evaluation.recommendations()) {
      Recommendation object = mapper.object(NONE, found.workload());
      object.setStatus(mapper.status(found, null, clock.instant()));
      gatherer.add(object, found.workload());
    }
    return new Intent(settings, gatherer.gathered())
        .order(PolicyRef.NONE, "", Credentials.NONE, changePercent, List.of(), dryRun);
  }
}
