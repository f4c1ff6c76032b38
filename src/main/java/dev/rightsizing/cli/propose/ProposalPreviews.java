// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.propose;

import dev.rightsizing.cli.CommandException;
import dev.rightsizing.git.proposal.ProposalPreview;
import dev.rightsizing.patch.manifest.FolderTree;

/** Makes what previews proposals with. */
public interface ProposalPreviews {

  /**
   * Of repositories on their servers.
   *
   * @throws CommandException when a setting cannot be used
   */
  ProposalPreview onServers() throws CommandException;

  /** Of a checkout on this machine, whatever repository an order names. */
  ProposalPreview in(FolderTree checkout);
}
