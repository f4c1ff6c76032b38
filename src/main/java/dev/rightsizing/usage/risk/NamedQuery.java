// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.risk;

import java.time.Instant;
import java.util.Set;

/**
 * One read of a query that a policy has written, sent as it is.
 *
 * @param name for messages
 */
public record NamedQuery(String name, String text, Instant at, Set<String> namespaces) {

  public NamedQuery {
    namespaces = Set.copyOf(namespaces);
  }

  /** Of no namespace in particular. */
  public NamedQuery(String name, String text, Instant at) {
    this(name, text, at, Set.of());
  }
}
