// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.access;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A person or a ServiceAccount, as the API server knows it.
 *
 * @param name such as {@code anna@example.com} or {@code system:serviceaccount:monitoring:scraper}
 * @param uid empty where the authenticator gives none
 * @param extra further attributes that an authorizer may use, such as scopes
 */
public record Identity(
    String name, String uid, Set<String> groups, Map<String, List<String>> extra) {

  public Identity {
    groups = Set.copyOf(groups);
    extra = Map.copyOf(extra);
  }

  /** A user in groups, as a trusted proxy names one. */
  public static Identity of(String name, Set<String> groups) {
    return new Identity(name, "", groups, Map.of());
  }
}
