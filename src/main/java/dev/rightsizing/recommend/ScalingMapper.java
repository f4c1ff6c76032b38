// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.recommendation.AutoscalerAdvice;
import dev.rightsizing.api.v1alpha1.recommendation.AutoscalerAdvice.Decision;
import dev.rightsizing.api.v1alpha1.recommendation.ContainerRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.RequestAndLimit;
import dev.rightsizing.api.v1alpha1.recommendation.ResourceRecommendation;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ScaleAdvice;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.WorkloadRecommendation;
import java.util.List;
import java.util.Optional;

/** Writes what autoscalers have to do with a workload's sizes. */
final class ScalingMapper {
  /** As the schema allows. */
  private static final int MOST = 16;

  void write(WorkloadRecommendation recommendation, RecommendationStatus status) {
    List<ScaleAdvice> advice = recommendation.scaling().advice();
    status.setAutoscalers(
        advice.isEmpty() ? null : advice.stream().limit(MOST).map(ScalingMapper::advice).toList());
    List<String> others =
        recommendation.workload().management().autoscalers().stream()
            .map(Autoscaling::unaffected)
            .flatMap(Optional::stream)
            .limit(MOST)
            .toList();
    status.setOtherScaling(others.isEmpty() ? null : others);
    for (ScaleAdvice of : advice) {
      for (ContainerRecommendation container : status.getContainers()) {
        Size size = of.otherwise().get(container.getName());
        if (size != null) {
          resource(container, of.target().resource()).setOtherwise(text(size));
        }
      }
    }
  }

  private static ResourceRecommendation resource(
      ContainerRecommendation container, Resource resource) {
    return resource == Resource.CPU ? container.getCpu() : container.getMemory();
  }

  private static RequestAndLimit text(Size size) {
    return new RequestAndLimit(
        size.request().map(Amount::toQuantity).orElse(null),
        size.limit().map(Amount::toQuantity).orElse(null));
  }

  private static AutoscalerAdvice advice(ScaleAdvice scaleAdvice) {
    AutoscalerAdvice advice = new AutoscalerAdvice();
    advice.setKind(scaleAdvice.autoscaler().kind());
    advice.setName(scaleAdvice.autoscaler().name());
    advice.setMinReplicas(scaleAdvice.autoscaler().minReplicas());
    advice.setMaxReplicas(scaleAdvice.autoscaler().maxReplicas());
    advice.setResource(scaleAdvice.target().resource().key());
    advice.setContainer(scaleAdvice.target().container().orElse(null));
    advice.setTargetPercent(scaleAdvice.target().percent());
    advice.setScalePointPercent(scaleAdvice.keepingPercent().orElse(null));
    advice.setDecision(Decision.valueOf(scaleAdvice.decision().text()));
    advice.setMessage(scaleAdvice.message());
    advice.setPatch(scaleAdvice.patch().orElse(null));
    return advice;
  }
}
