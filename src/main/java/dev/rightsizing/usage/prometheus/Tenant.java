// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import dev.rightsizing.usage.AuthSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whose data a Secret opens: the Secret by its name, with a digest of what names a tenant in it,
 * which are the user name and the headers such as X-Scope-OrgID. What only proves that one may read
 * (token, password, ca.crt, header.Authorization) does not count, so that it can be rotated.
 */
record Tenant(String namespace, String name, String digest) {
  private static final Set<String> PROOFS =
      Set.of("token", "password", "ca.crt", "header.authorization", "header.proxy-authorization");

  static Tenant of(AuthSecret secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Map.Entry<String, byte[]> entry : new TreeMap<>(secret.data()).entrySet()) {
        if (!PROOFS.contains(entry.getKey().toLowerCase(Locale.ROOT))) {
          digest.update(entry.getKey().getBytes(StandardCharsets.UTF_8));
          digest.update((byte) 0);
          digest.update(MessageDigest.getInstance("SHA-256").digest(entry.getValue()));
        }
      }
      return new Tenant(
          secret.namespace(), secret.name(), HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
