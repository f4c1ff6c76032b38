// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One request.
 *
 * @param form what is asked
 * @param metric for messages
 * @param kind what it is for
 * @param divisible whether it is for more than an hour, so that a part of it can be asked for
 * @param namespace whose policies it is for; empty where it is for several
 */
record Call(
    String path,
    Collection<Map.Entry<String, String>> form,
    String metric,
    Kind kind,
    boolean divisible,
    String namespace) {

  /** What a call is for. */
  enum Kind {
    /** Without it nothing goes on. */
    NEEDED,
    /** Only to improve figures, so that little time is spent on it. */
    EXTRA,
    /** A policy's own query, whose slowness is not the server's. */
    NAMED
  }

  boolean extra() {
    return kind == Kind.EXTRA;
  }

  /** Whether its outcome counts for the circuit breaker. */
  boolean isTelling() {
    return kind == Kind.NEEDED;
  }

  /** The namespace of those that are asked for, where that is one. */
  static String namespace(Set<String> namespaces) {
    return namespaces.size() == 1 ? namespaces.iterator().next() : "";
  }

  /** The form, encoded. */
  String body() {
    List<String> pairs = new ArrayList<>();
    for (Map.Entry<String, String> field : form) {
      pairs.add(
          URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
              + "="
              + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8));
    }
    return String.join("&", pairs);
  }
}
