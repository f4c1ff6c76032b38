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

  Savings savings(WorkloadRecommendation values) {
    Savings savings = new Savings();
    savings.setMonthly(values.savings().monthly().amount());
    savings.setCurrency(values.savings().monthly().currency());
    savings.setCpu(values.savings().cpu().toUsage());
    savings.setMemory(values.savings().memory().toUsage());
    MeanReplicas replicas = values.scaling().replicas();
    savings.setReplicas(replicas.text());
    savings.setReplicasOver(replicas.overText().orElse(null));
    savings.setPercent(values.savings().percent());
    savings.setPriceSource(Savings.PriceSource.valueOf(values.priceSource().text()));
    return savings;
  }

  Confidence confidence(dev.rightsizing.model.Confidence values) {
    Confidence confidence = new Confidence();
    confidence.setLevel(Confidence.Level.valueOf(values.level().text()));
    confidence.setHistory(PrometheusDuration.format(values.history()));
    confidence.setSamples(values.samples());
    confidence.setCoveragePercent(values.coveragePercent());
    return confidence;
  }

  Evidence evidence(dev.rightsizing.model.Evidence values) {
    Evidence evidence = new Evidence();
    evidence.setSource(values.source());
    evidence.setQueries(values.queries());
    evidence.setFrom(values.from().toString());
    evidence.setTo(values.to().toString());
    evidence.setStep(PrometheusDuration.format(values.step()));
    evidence.setAggregation(Evidence.Aggregation.valueOf(values.aggregation().text()));
    evidence.setMissing(values.missing());
    evidence.setDropped(
        values.dropped().isEmpty()
            ? null
            : values.dropped().stream().map(EvidenceMapper::dropped).toList());
    return evidence;
  }

  private static DroppedSamples dropped(dev.rightsizing.model.Evidence.Dropped values) {
    DroppedSamples dropped = new DroppedSamples();
    dropped.setContainer(values.container());
    dropped.setResource(values.resource().key());
    dropped.setSamples(values.samples().samples());
    dropped.setGreatest(values.samples().greatestText());
    dropped.setAt(values.samples().at().toString());
    return dropped;
  }
}
