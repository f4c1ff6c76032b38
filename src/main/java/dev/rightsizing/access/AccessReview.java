// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.access;

import java.util.Optional;

/** The port to whoever decides about identities and permissions: the cluster. */
public interface AccessReview {

  /**
   * Whom a bearer token belongs to.
   *
   * @return empty: the token is unknown, expired, or was revoked
   * @throws AccessException when no answer can be had; nobody may be let in then
   */
  Optional<Identity> authenticate(String token) throws AccessException;

  /**
   * Whether somebody may do something.
   *
   * @throws AccessException when no answer can be had; nothing may be shown then
   */
  boolean allows(Identity identity, Permission permission) throws AccessException;
}
