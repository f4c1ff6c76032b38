// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.proposal;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What changes in one container.
 *
 * @param name empty for the pod as a whole, with the role POD
 * @param resources those that change, CPU first
 */
public record ProposedContainer(String name, ContainerRole role, List<Change> resources) {

  public ProposedContainer {
    resources = List.copyOf(resources);
  }

  /**
   * The change of one resource.
   *
   * @param now what a new pod of the cluster's template has
   * @param proposed request and limit as they shall be; an absent limit is taken away
   * @param p95 usage at the policy's percentile; absent where it is not known
   * @param peak the greatest usage of the window
   * @param explanation one line that leads from the usage to the size
   */
  public record Change(
      Resource resource,
      Size now,
      Size proposed,
      Optional<Amount> p95,
      Optional<Amount> peak,
      String explanation) {}

  /** The quantities to write, in the order request, limit of each resource. */
  public List<SizeEdit> edits() {
    List<SizeEdit> edits = new ArrayList<>();
    for (Change change : resources) {
      add(edits, change, Bound.REQUEST, change.now().request(), change.proposed().request());
      add(edits, change, Bound.LIMIT, change.now().limit(), change.proposed().limit());
    }
    return edits;
  }

  private void add(
      List<SizeEdit> edits,
      Change change,
      Bound bound,
      Optional<Amount> from,
      Optional<Amount> to) {
    edits.add(new SizeEdit(name, role, change.resource(), bound, from, to));
  }
}
