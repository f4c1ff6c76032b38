// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.propose;

import dev.rightsizing.cli.CommandException;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.patch.manifest.FolderTree;

/** Makes what previews proposals with. */
public interface ProposalPreviews {

  /**
   * Of a repository on its server; to be closed.
   *
   * @throws CommandException when the settings cannot be used, or there is no room for a clone
   */
  Previewer onServer(GitSettings settings) throws CommandException;

  /** Of a checkout on this machine, whatever repository an order names. */
  Previewer in(FolderTree checkout);
}
