// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.proposal.GitSettings.HelmValues;
import dev.rightsizing.model.proposal.ManifestSource;
import dev.rightsizing.model.proposal.ProposedChange;
import java.util.List;
import java.util.Optional;

/**
 * A change with what is known of where its manifest lies.
 *
 * @param source as a GitOps tool of the cluster has it, when that is of this repository
 * @param path folder that the policy names; empty: the whole repository
 * @param helmValues mappings of the policy that count for the workload, the first that fits wins
 */
public record Placement(
    ProposedChange change,
    Optional<ManifestSource> source,
    String path,
    List<HelmValues> helmValues) {
  public Placement {
    helmValues = List.copyOf(helmValues);
  }
}
