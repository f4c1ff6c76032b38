// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.review;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.recommendation.AutoscalerAdvice;
import dev.rightsizing.api.v1alpha1.recommendation.AutoscalerAdvice.Decision;
import dev.rightsizing.model.Autoscaling;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What has to be done to autoscalers together with a patch, because sizes and targets are one. */
record ScaleNote(AutoscalerAdvice advice, String namespace) {

  /** Those of a Recommendation whose sizes go with a new target. */
  static List<ScaleNote> of(Recommendation recommendation) {
    if (recommendation.getStatus() == null || recommendation.getStatus().getAutoscalers() == null) {
      return List.of();
    }
    return recommendation.getStatus().getAutoscalers().stream()
        .filter(a -> a.getDecision() == Decision.ScalePoint)
        .map(a -> new ScaleNote(a, recommendation.getMetadata().getNamespace()))
        .toList();
  }

  /** As comments of YAML, which go with the patch wherever it goes. */
  Stream<String> comments() {
    Stream<String> first = Stream.of("# " + oneLine(advice.getMessage()));
    if (advice.getPatch() == null) {
      return first;
    }
    return Stream.of(
            first,
            Stream.of(
                "# kubectl -n "
                    + namespace
                    + " patch "
                    + advice.getKind().toLowerCase(Locale.ROOT)
                    + "/"
                    + advice.getName()
                    + " --type json --patch-file FILE, with in FILE:"),
            advice.getPatch().lines().map(line -> "#   " + line))
        .flatMap(s -> s);
  }

  /** Beside the workload's own file. */
  String fileName(String recommendation) {
    String container = advice.getContainer() == null ? "" : "-" + advice.getContainer();
    return recommendation + "-autoscaler-" + advice.getResource() + container + ".yaml";
  }

  /** What Kustomize patches with it. */
  Map<String, String> target() {
    boolean keda = advice.getKind().equals(Autoscaling.SCALED_OBJECT);
    return Map.of(
        "group",
        keda ? "keda.sh" : "autoscaling",
        "kind",
        advice.getKind(),
        "name",
        advice.getName());
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}
