// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload;

import dev.rightsizing.model.proposal.ManifestSource;
import dev.rightsizing.model.proposal.RepositoryAddress;
import dev.rightsizing.model.proposal.WorkloadOwner;
import java.util.List;
import java.util.Optional;

/**
 * The port to what GitOps tools say of where they take manifests from. An object is read once, so
 * that one of these serves one pass. Safe for use by several threads.
 */
public interface GitOpsSources {

  /** Knows of none. */
  GitOpsSources NONE = owner -> Answer.none("");

  /** Where an owner's manifests lie; never throws. */
  Answer look(WorkloadOwner owner);

  /**
   * What was found.
   *
   * @param sources that say something of a workload's sizes, what wins first
   * @param why one sentence on what is not known and what to do; empty where all is
   */
  record Answer(List<ManifestSource> sources, String why) {
    public Answer {
      sources = List.copyOf(sources);
    }

    public static Answer none(String why) {
      return new Answer(List.of(), why);
    }

    /** The first that belongs to a repository, by any of its URLs. */
    public Optional<ManifestSource> in(String repository) {
      return sources.stream()
          .filter(source -> RepositoryAddress.same(source.repository(), repository))
          .findFirst();
    }
  }
}
