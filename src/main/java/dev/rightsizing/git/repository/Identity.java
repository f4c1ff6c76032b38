// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.RepositoryUrl;

/**
 * A repository as one policy reaches it.
 *
 * @param address as the policy writes it, which some servers are particular about
 */
record Identity(RepositoryUrl url, String address, Credentials credentials) {

  Identity at(RepositoryUrl moved, String newAddress) {
    return new Identity(moved, newAddress, credentials);
  }
}
