// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.propose.CheckoutRepository;
import dev.rightsizing.cli.propose.ProposalPreviews;
import dev.rightsizing.git.proposal.Manifests;
import dev.rightsizing.git.proposal.ProposalPreview;
import dev.rightsizing.patch.manifest.FileTree;
import dev.rightsizing.patch.manifest.FolderTree;
import dev.rightsizing.patch.manifest.ManifestChanges;
import dev.rightsizing.patch.manifest.ManifestTree;
import java.time.Clock;
import java.util.Optional;

/** Makes what previews proposals with, for the command line. */
final class PreviewWiring implements ProposalPreviews {
  private final Clock clock;

  PreviewWiring(Clock clock) {
    this.clock = clock;
  }

  @Override
  public ProposalPreview onServers() throws CommandException {
    throw new CommandException(
        "this version does not read repositories on servers; check one out and name it with"
            + " --repo DIR");
  }

  @Override
  public ProposalPreview in(FolderTree checkout) {
    return new ProposalPreview(
        new CheckoutRepository(checkout),
        (repository, settings, credentials) -> Optional.empty(),
        PreviewWiring::edits,
        clock);
  }

  /** A preview reads its tree once. */
  private static Manifests.Edits edits(FileTree tree) {
    ManifestChanges changes = new ManifestChanges();
    return placements -> changes.apply(ManifestTree.of(tree), placements);
  }
}
