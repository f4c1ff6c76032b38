// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The keys of a policy's authSecret, as they are in the Secret: {@code username} and {@code
 * password} (a token), {@code ssh-privatekey} and {@code known_hosts}, {@code githubApp.id}, {@code
 * .installationId} and {@code .privateKey}, {@code ca.crt}, {@code signing-key}, {@code
 * signing-passphrase}. Never shown: {@link #toString()} names the keys alone.
 */
public final class Credentials {
  public static final Credentials NONE = new Credentials(Map.of());

  private final Map<String, byte[]> values;

  public Credentials(Map<String, byte[]> values) {
    this.values = Map.copyOf(values);
  }

  /** The bytes of a key. */
  public Optional<byte[]> bytes(String key) {
    return Optional.ofNullable(values.get(key)).map(byte[]::clone);
  }

  /** The text of a key in UTF-8, without white space at its end. */
  public Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key))
        .map(b -> new String(b, StandardCharsets.UTF_8).stripTrailing());
  }

  /** By content, so that what is cached for other credentials is not used. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Credentials that
        && values.keySet().equals(that.values.keySet())
        && values.entrySet().stream()
            .allMatch(e -> Arrays.equals(e.getValue(), that.values.get(e.getKey())));
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        values.entrySet().stream()
            .mapToInt(e -> e.getKey().hashCode() ^ Arrays.hashCode(e.getValue()))
            .sum());
  }

  @Override
  public String toString() {
    return "Credentials" + values.keySet().stream().sorted().toList();
  }
}
