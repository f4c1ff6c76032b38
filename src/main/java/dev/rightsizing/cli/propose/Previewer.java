// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.propose;

import dev.rightsizing.git.GitException;
import dev.rightsizing.git.proposal.ProposalOrder;
import dev.rightsizing.git.proposal.ProposalPreview.Preview;
import java.util.List;

/** Says what orders would propose. */
@FunctionalInterface
public interface Previewer extends AutoCloseable {

  /**
   * The requests of an order.
   *
   * @throws GitException when the server or the code host cannot be asked
   */
  List<Preview> of(ProposalOrder order) throws GitException;

  /** Removes what was fetched. */
  @Override
  default void close() {
    // Nothing was.
  }
}
