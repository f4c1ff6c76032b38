// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.proposal;

import dev.rightsizing.git.GitException;
import dev.rightsizing.model.Reason;
import dev.rightsizing.reconcile.steps.StopSwitch;
import java.util.Optional;

/** The stop switch, asked before each write to Git, of which there are few. */
public final class GitStop {
  private final StopSwitch stop;

  public GitStop(StopSwitch stop) {
    this.stop = stop;
  }

  /**
   * @throws GitException when writes are stopped, or when the API server does not say
   */
  void check() throws GitException {
    Optional<StopSwitch.Stop> why = stop.stop();
    if (why.isPresent()) {
      throw new GitException(
          why.get().ordered() ? Reason.GIT_STOPPED : why.get().reason(), why.get().message());
    }
  }
}
