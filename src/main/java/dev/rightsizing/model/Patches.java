// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.Optional;

/**
 * A change as text for review; each absent where the kind does not take it or nothing changes.
 *
 * @param strategicMerge YAML for {@code kubectl patch --type strategic}
 * @param kustomize a kustomization's {@code patches} entry
 * @param jsonPatch RFC 6902 for kinds without a strategic merge
 */
public record Patches(
    Optional<String> strategicMerge, Optional<String> kustomize, Optional<String> jsonPatch) {
  public static final Patches NONE =
      new Patches(Optional.empty(), Optional.empty(), Optional.empty());
}
