// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;

/** Opens repositories: one clone each, which all policies that may read it share. */
public interface GitRepositories {

  /**
   * The repository at a URL. Nothing is sent yet.
   *
   * @throws GitException when the URL is not allowed or malformed, or credentials cannot be used
   */
  GitRepository open(String url, Credentials credentials) throws GitException;

  /** Removes clones that no policy has used for a day or so. */
  void clean();
}
