// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.propose;

import dev.rightsizing.model.proposal.GitSettings;
import java.util.List;
import java.util.Optional;

/** Settings for a folder that takes the place of a repository. */
final class Checkout {
  private Checkout() {}

  /** Without a policy: manifests below a folder of the checkout. */
  static GitSettings settings(String path) {
    return new GitSettings(
        "",
        "",
        path,
        Optional.empty(),
        new GitSettings.Request(GitSettings.Provider.NONE, "", List.of(), false, List.of()),
        new GitSettings.Author("rightsizing", "rightsizing@localhost"),
        GitSettings.Grouping.POLICY,
        false,
        List.of());
  }

  /**
   * A policy's own, for the files that are checked out: its branch and its groups do not count
   * there.
   */
  static GitSettings of(GitSettings settings) {
    return new GitSettings(
        settings.repository(),
        "",
        settings.path(),
        Optional.empty(),
        new GitSettings.Request(GitSettings.Provider.NONE, "", List.of(), false, List.of()),
        settings.author(),
        GitSettings.Grouping.POLICY,
        settings.approvalRequired(),
        settings.helmValues());
  }
}
