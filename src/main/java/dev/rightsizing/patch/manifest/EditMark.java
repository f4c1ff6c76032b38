// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.proposal.Bound;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.patch.edit.SizeTarget;
import dev.rightsizing.patch.yaml.YamlMapping;
import java.util.List;
import java.util.Optional;

/**
 * A comment {@code # {"$rightsizing": "shop/deployment/checkout:app"}} that says where sizes stand.
 *
 * @param container empty for the pod as a whole
 * @param bound only requests or only limits, where the mark stands at one of them
 * @param resource only CPU or only memory, where the mark says so or stands at a quantity
 */
public record EditMark(
    String namespace,
    WorkloadKind kind,
    String name,
    String container,
    Optional<Bound> bound,
    Optional<Resource> resource,
    Place place) {

  /**
   * What is marked.
   *
   * @param holder the mapping that the path begins in
   * @param path keys to what has {@code requests} and {@code limits}; empty: the holder itself
   */
  public record Place(YamlMapping holder, List<String> path, int line) {
    public Place {
      path = List.copyOf(path);
    }
  }

  /** Whether a quantity stands at the mark. */
  public boolean covers(SizeEdit edit) {
    return edit.container().equals(container)
        && bound.map(b -> b == edit.bound()).orElse(true)
        && resource.map(r -> r == edit.resource()).orElse(true);
  }

  /** Those of the quantities that stand at the mark, to be written there. */
  public SizeTarget target(List<SizeEdit> edits) {
    return new SizeTarget(
        container, place.holder(), place.path(), edits.stream().filter(this::covers).toList());
  }
}
