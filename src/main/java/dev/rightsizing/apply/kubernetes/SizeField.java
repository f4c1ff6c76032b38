// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.proposal.Bound;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One quantity in a pod's spec.
 *
 * @param list that its container is in; empty for the pod as a whole
 * @param container its name; empty for the pod as a whole
 */
record SizeField(String list, String container, Bound bound, Resource resource) {
  static final String CONTAINERS = "containers";
  static final String INIT_CONTAINERS = "initContainers";

  /** What steps lead to, field by field; an empty value is to be taken away. */
  static Map<SizeField, Optional<Amount>> wanted(List<SizeStep> steps) {
    Map<SizeField, Optional<Amount>> wanted = new LinkedHashMap<>();
    for (SizeStep step : steps) {
      Optional<Amount> limit = step.to().enforced().limit();
      put(wanted, step, Bound.REQUEST, step.from().request(), step.to().request());
      put(wanted, step, Bound.LIMIT, step.from().enforced().limit(), limit);
    }
    return wanted;
  }

  private static void put(
      Map<SizeField, Optional<Amount>> wanted,
      SizeStep step,
      Bound bound,
      Optional<Amount> from,
      Optional<Amount> to) {
    if (from.isPresent() || to.isPresent()) {
      boolean pod = step.role() == ContainerRole.POD;
      String list = step.role() == ContainerRole.MAIN ? CONTAINERS : INIT_CONTAINERS;
      wanted.put(
          new SizeField(pod ? "" : list, pod ? "" : step.container(), bound, step.resource()), to);
    }
  }

  /** {@code app cpu request}. */
  String text() {
    return (list.isEmpty() ? "pod" : container)
        + " "
        + resource.key()
        + (bound == Bound.REQUEST ? " request" : " limit");
  }
}
