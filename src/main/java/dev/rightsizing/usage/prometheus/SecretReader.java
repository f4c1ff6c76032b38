// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import dev.rightsizing.model.Reason;
import dev.rightsizing.usage.UsageException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads credentials from the keys of a policy's authSecret. */
final class SecretReader {
  private static final String HEADER = "header.";

  /**
   * The credentials.
   *
   * @throws UsageException when keys are missing or exclude each other
   */
  Credentials read(Map<String, byte[]> secret) throws UsageException {
    Map<String, String> headers = new TreeMap<>();
    secret.forEach(
        (key, value) -> {
          if (key.startsWith(HEADER)) {
            headers.put(key.substring(HEADER.length()), text(value));
          }
        });
    Optional<byte[]> ca = Optional.ofNullable(secret.get("ca.crt"));
    Optional<Credentials.Authorization> authorization = authorization(secret);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      String name = header.getKey();
      refuse(
          HEADER + name, Credentials.faultOf(name, header.getValue(), authorization.isPresent()));
    }
    if (authorization.isEmpty() && headers.isEmpty() && ca.isEmpty()) {
      throw invalid("has none of the keys token, username and password, ca.crt, header.<Name>");
    }
    return new Credentials(authorization, headers, ca);
  }

  private static Optional<Credentials.Authorization> authorization(Map<String, byte[]> secret)
      throws UsageException {
    boolean token = secret.containsKey("token");
    boolean user = secret.containsKey("username");
    boolean password = secret.containsKey("password");
    if (token && (user || password)) {
      throw invalid("has both token and username or password; keep one of the two");
    }
    if (user != password) {
      throw invalid("has " + (user ? "username" : "password") + " but not its counterpart");
    }
    if (token) {
      String value = text(secret.get("token"));
      refuse("token", Credentials.faultOf(value));
      return Optional.of(() -> "Bearer " + value);
    }
    if (user) {
      String name = text(secret.get("username"));
      if (name.contains(":")) {
        throw invalid("has a username with a colon, which basic authentication cannot carry");
      }
      String header = FileAuthorization.basic(name, text(secret.get("password")));
      return Optional.of(() -> header);
    }
    return Optional.empty();
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8).strip();
  }

  /** Names the key, never what is in it. */
  private static void refuse(String key, Optional<String> fault) throws UsageException {
    if (fault.isPresent()) {
      throw invalid("has a key " + key + " that " + fault.get());
    }
  }

  private static UsageException invalid(String what) {
    return new UsageException(
        Reason.AUTH_SECRET_INVALID, "the Secret of spec.prometheus.authSecret " + what);
  }
}
