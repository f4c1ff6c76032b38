// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git;

import java.util.List;
import java.util.Locale;

/**
 * The HTTP proxy on the way to Git servers and code hosts; ssh does not use it.
 *
 * @param except hosts that are reached without it, as in NO_PROXY: a name, a domain that begins
 *     with a dot and holds for what is below, or {@code *}
 */
public record GitProxy(String host, int port, List<String> except) {
  public GitProxy {
    except = List.copyOf(except.stream().map(e -> e.strip().toLowerCase(Locale.ROOT)).toList());
  }

  /** Whether a host is reached by the proxy. */
  public boolean serves(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return except.stream()
        .noneMatch(
            e ->
                e.equals("*")
                    || e.equals(name)
                    || !e.isEmpty() && name.endsWith(e.startsWith(".") ? e : "." + e));
  }
}
