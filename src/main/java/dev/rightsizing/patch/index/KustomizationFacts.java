// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.index;

import java.util.List;
import java.util.Optional;

/**
 * What a kustomization.yaml says, as far as sizes depend on it.
 *
 * @param component of kind Component, which is no place to deploy from
 * @param namespace empty where it sets none
 * @param resources files, folders and URLs as written, with {@code bases}
 * @param components folders as written
 * @param patches in the order in which Kustomize applies them
 */
public record KustomizationFacts(
    boolean component,
    String namespace,
    String prefix,
    String suffix,
    List<String> resources,
    List<String> components,
    List<PatchFacts> patches) {

  public KustomizationFacts {
    resources = List.copyOf(resources);
    components = List.copyOf(components);
    patches = List.copyOf(patches);
  }

  /** The list that a patch stands in; Kustomize applies them in this order. */
  public enum PatchList {
    STRATEGIC_MERGE("patchesStrategicMerge"),
    PATCHES("patches"),
    JSON_6902("patchesJson6902");

    private final String key;

    PatchList(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  /**
   * A patch.
   *
   * @param path of its file as written; empty: inline
   * @param inline where its text begins in the kustomization, in bytes; -1: in a file
   * @param target empty: the object that the patch itself names
   */
  public record PatchFacts(PatchList list, String path, int inline, Optional<Target> target) {}

  /**
   * What a patch is for. Kind and name are expressions, as Kustomize has them.
   *
   * @param selector whether it also selects by labels or annotations
   */
  public record Target(String kind, String name, String namespace, boolean selector) {}
}
