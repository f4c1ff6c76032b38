// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git;

import java.util.Optional;

/** Short-lived tokens of GitHub Apps, which serve for the API and for Git over https alike. */
public interface AccessTokens {

  /** With a token as password, this is the name that GitHub takes for Git over https. */
  String USERNAME = "x-access-token";

  /**
   * A token for one repository, valid for some minutes yet; made anew only when the last one is
   * about to expire. Empty when the credentials name no App.
   *
   * @param apiUrl of the REST API; empty: derived from the repository's host
   * @throws GitException when the App's key cannot be read, or GitHub does not give a token
   */
  Optional<String> token(RepositoryUrl repository, String apiUrl, Credentials credentials)
      throws GitException;
}
