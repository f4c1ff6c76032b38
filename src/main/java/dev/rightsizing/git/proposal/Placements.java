// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.proposal.ManifestSource;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.RepositoryAddress;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.model.proposal.WorkloadOwner;
import dev.rightsizing.patch.manifest.Placement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says of each change where its manifest may lie. */
final class Placements {
  private final GitSettings settings;

  Placements(GitSettings settings) {
    this.settings = settings;
  }

  Placement of(ProposedChange change) {
    return new Placement(
        change,
        change.owner().source().filter(this::isOurs),
        settings.path(),
        settings.helmValues().stream()
            .filter(v -> change.labels().entrySet().containsAll(v.labels().entrySet()))
            .toList());
  }

  /** Whether a GitOps tool reads this repository, by ssh or https and with or without .git. */
  private boolean isOurs(ManifestSource source) {
    return RepositoryAddress.same(source.repository(), settings.repository())
        || source.repository().equals(settings.repository());
  }

  /** A change of which nothing but its sizes is known. */
  static ProposedChange bare(WorkloadRef ref, List<SizeEdit> edits) {
    return Sizes.with(
        new ProposedChange(
            ref,
            Map.of(),
            WorkloadOwner.UNKNOWN,
            List.of(),
            0,
            Optional.empty(),
            Confidence.Level.NONE,
            "None",
            List.of(),
            "",
            List.of()),
        edits,
        List.of());
  }

  /** The edits that give back what is there now. */
  static List<SizeEdit> back(List<SizeEdit> edits) {
    return edits.stream()
        .map(e -> new SizeEdit(e.container(), e.role(), e.resource(), e.bound(), e.to(), e.from()))
        .toList();
  }
}
