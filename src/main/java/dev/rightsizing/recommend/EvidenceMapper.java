// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.v1alpha1.recommendation.Confidence;
import dev.rightsizing.api.v1alpha1.recommendation.DroppedSamples;
import dev.rightsizing.api.v1alpha1.recommendation.Evidence;
import dev.rightsizing.api.v1alpha1.recommendation.Savings;
import dev.rightsizing.model.MeanReplicas;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.WorkloadRecommendation;

/** Writes what stands behind a Recommendation's figures: evidence, confidence and savings. */
final class EvidenceMapper {

  Savings savings(WorkloadRecommendation said) {
    Savings savings = new Savings();
    savings.setMonthly(said.savings().monthly().amount());
    savings.setCurrency(said.savings().monthly().currency());
    savings.setCpu(said.savings().cpu().toUsage());
    savings.setMemory(said.savings().memory().toUsage());
    MeanReplicas replicas = said.scaling().replicas();
    savings.setReplicas(replicas.text());
    savings.setReplicasOver(replicas.overText().orElse(null));
    savings.setPercent(said.savings().percent());
    savings.setPriceSource(Savings.PriceSource.valueOf(said.priceSource().text()));
    return savings;
  }

  Confidence confidence(dev.rightsizing.model.Confidence said) {
    Confidence confidence = new Confidence();
    confidence.setLevel(Confidence.Level.valueOf(said.level().text()));
    confidence.setHistory(PrometheusDuration.format(said.history()));
    confidence.setSamples(said.samples());
    confidence.setCoveragePercent(said.coveragePercent());
    return confidence;
  }

  Evidence evidence(dev.rightsizing.model.Evidence said) {
    Evidence evidence = new Evidence();
    evidence.setSource(said.source());
    evidence.setQueries(said.queries());
    evidence.setFrom(said.from().toString());
    evidence.setTo(said.to().toString());
    evidence.setStep(PrometheusDuration.format(said.step()));
    evidence.setAggregation(Evidence.Aggregation.valueOf(said.aggregation().text()));
    evidence.setMissing(said.missing());
    evidence.setDropped(
        said.dropped().isEmpty()
            ? null
            : said.dropped().stream().map(EvidenceMapper::dropped).toList());
    return evidence;
  }

  private static DroppedSamples dropped(dev.rightsizing.model.Evidence.Dropped said) {
    DroppedSamples dropped = new DroppedSamples();
    dropped.setContainer(said.container());
    dropped.setResource(said.resource().key());
    dropped.setSamples(said.samples().samples());
    dropped.setGreatest(said.samples().greatestText());
    dropped.setAt(said.samples().at().toString());
    return dropped;
  }
}
