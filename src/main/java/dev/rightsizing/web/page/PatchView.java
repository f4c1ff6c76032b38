// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.page;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.recommendation.Patches;
import dev.rightsizing.api.v1alpha1.recommendation.WorkloadReference;
import dev.rightsizing.patch.ReadBack;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The change in one form, to copy.
 *
 * @param id for the element
 * @param how to apply it
 */
public record PatchView(String id, String title, String how, String text) {

  /** The forms that a Recommendation has; none where parsers disagree on what one means. */
  static List<PatchView> of(Recommendation whole) {
    Patches patches = whole.getStatus() == null ? null : whole.getStatus().getPatches();
    List<PatchView> forms = new ArrayList<>();
    if (patches != null) {
      add(forms, "kustomize", "Kustomize", KUSTOMIZE, patches.getKustomize());
      add(forms, "strategic", "kubectl", how(whole, "strategic"), patches.getStrategicMerge());
      add(forms, "json", "JSON Patch", how(whole, "json"), patches.getJsonPatch());
    }
    return forms;
  }

  private static final String KUSTOMIZE = "Add it to your kustomization.yaml and commit that.";

  private static void add(List<PatchView> forms, String id, String title, String how, String text) {
    if (text != null && new ReadBack().read(text).isPresent()) {
      forms.add(new PatchView("patch-" + id, title, how, text));
    }
  }

  private static String how(Recommendation whole, String type) {
    WorkloadReference target = whole.getSpec().getTarget();
    return "kubectl -n "
        + whole.getMetadata().getNamespace()
        + " patch "
        + String.valueOf(target.getKind()).toLowerCase(Locale.ROOT)
        + "/"
        + target.getName()
        + " --type "
        + type
        + " --patch-file FILE";
  }
}
