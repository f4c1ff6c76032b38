// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import java.util.Map;

/**
 * The Secret that a policy names for its source.
 *
 * @param data its contents by key; never logged
 */
public record AuthSecret(String namespace, String name, Map<String, byte[]> data) {

  public AuthSecret {
    data = Map.copyOf(data);
  }

  /** Without the contents. */
  @Override
  public String toString() {
    return "AuthSecret[" + namespace + "/" + name + "]";
  }
}
