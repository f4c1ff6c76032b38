// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request;

import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.model.proposal.GitSettings;
import java.util.Optional;

/** Makes the client of a repository's requests. */
public interface CodeHosts {

  /**
   * The requests of a repository; empty for the provider None.
   *
   * @throws GitException when the API's URL is not allowed, or the credentials cannot open requests
   */
  Optional<Requests> requests(
      String repository, GitSettings.Request settings, Credentials credentials) throws GitException;
}
