// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.review;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.recommendation.Patches;
import dev.rightsizing.api.v1alpha1.recommendation.WorkloadReference;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.patch.ReadBack;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A form in which a Recommendation holds its change. */
enum PatchForm {
  STRATEGIC(Patches::getStrategicMerge),
  KUSTOMIZE(Patches::getKustomize),
  JSON(Patches::getJsonPatch);

  private final Function<Patches, String> text;

  PatchForm(Function<Patches, String> text) {
    this.text = text;
  }

  /** The first form that the Recommendation holds for kubectl, else the first of all. */
  static PatchForm simplestFor(Recommendation recommendation) {
    return recommendation.getStatus() != null && JSON.of(recommendation) != null ? JSON : STRATEGIC;
  }

  /** The change; null where there is none in this form. */
  String of(Recommendation recommendation) {
    if (recommendation.getStatus() == null || recommendation.getStatus().getPatches() == null) {
      return null;
    }
    return text.apply(recommendation.getStatus().getPatches());
  }

  /** The change, or what to do where there is none. */
  String require(Recommendation recommendation) throws CommandException {
    String patch = of(recommendation);
    WorkloadReference target = recommendation.getSpec().getTarget();
    String name = target.getKind().toLowerCase(Locale.ROOT) + "/" + target.getName();
    if (patch != null && new ReadBack().read(patch).isEmpty()) {
      throw new CommandException(
          "the patch for "
              + name
              + " is not printed, because YAML parsers disagree on its meaning; wait until"
              + " the operator has evaluated its policy again");
    }
    if (patch != null) {
      return patch;
    }
    List<PatchForm> others =
        Arrays.stream(values()).filter(f -> f.of(recommendation) != null).toList();
    throw new CommandException(
        others.isEmpty()
            ? "there is no patch for "
                + name
                + ": nothing changes, or its sizes are not computed yet; see rightsize explain "
                + name
            : "there is no "
                + lowerCase()
                + " patch for "
                + name
                + "; for this kind use "
                + others.stream()
                    .map(f -> "-o " + f.lowerCase())
                    .collect(Collectors.joining(", ")));
  }

  /** How to apply it, for people. */
  String advice(Recommendation recommendation) {
    if (this == KUSTOMIZE) {
      return "add it to your kustomization.yaml and commit that";
    }
    String resource = patched(recommendation);
    return "after review: kubectl -n "
        + recommendation.getMetadata().getNamespace()
        + " patch "
        + resource
        + " --type "
        + lowerCase()
        + " --patch-file FILE, or -o kustomize for Git";
  }

  /** What the patch changes, which is not the workload where that runs another's template. */
  private String patched(Recommendation recommendation) {
    WorkloadReference target = recommendation.getSpec().getTarget();
    String own = target.getKind().toLowerCase(Locale.ROOT) + "/" + target.getName();
    return this == STRATEGIC
            && new ReadBack().read(of(recommendation)).orElse(null) instanceof Map<?, ?> patch
            && patch.get("metadata") instanceof Map<?, ?> metadata
        ? String.valueOf(patch.get("kind")).toLowerCase(Locale.ROOT) + "/" + metadata.get("name")
        : own;
  }

  private String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }
}
