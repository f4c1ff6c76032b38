// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.v1alpha1.policy.NotCovered;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Uncovered;
import java.util.Comparator;
import java.util.List;

/** Writes what no recommendation reaches, as part of a policy's status. */
final class NotCoveredMapper {
  /** As the schema allows; a policy over very many namespaces shows what asks for most. */
  private static final int MOST = 256;

  private static final Comparator<Uncovered> GREATEST_FIRST =
      Comparator.comparing((Uncovered u) -> u.requested(Resource.CPU)).reversed();

  /** Null where all is covered, so that the field is absent. */
  List<NotCovered> lines(List<Uncovered> uncovered) {
    if (uncovered.isEmpty()) {
      return null;
    }
    return uncovered.stream()
        .sorted(GREATEST_FIRST)
        .limit(MOST)
        .sorted(Comparator.comparing(Uncovered::namespace).thenComparing(Uncovered::cause))
        .map(NotCoveredMapper::line)
        .toList();
  }

  private static NotCovered line(Uncovered of) {
    NotCovered line = new NotCovered();
    line.setNamespace(of.namespace());
    line.setReason(NotCovered.Reason.valueOf(of.cause().text()));
    line.setNames(of.names());
    line.setOwners(of.owners());
    line.setPods(of.pods());
    line.setCpu(of.requested(Resource.CPU).toQuantity());
    line.setMemory(of.requested(Resource.MEMORY).toQuantity());
    line.setMessage(of.sentence());
    return line;
  }
}
