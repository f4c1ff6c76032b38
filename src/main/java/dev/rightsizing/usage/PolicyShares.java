// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.PolicyRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What policies share, one each: those with equal keys have the same value. A value goes with the
 * last policy that has it, which is when that policy is deleted or has another key. Safe for use by
 * several threads.
 *
 * @param <K> what decides whether two policies share
 */
public final class PolicyShares<K, V> {
  private final Map<PolicyRef, K> keys = new HashMap<>();
  private final Map<K, Held<V>> values = new HashMap<>();

  /** Makes a value that is not there yet. */
  @FunctionalInterface
  public interface Maker<V> {
    V make() throws UsageException;
  }

  /**
   * A value that is shared.
   *
   * @param policies that have it
   * @param lastUsed on the scale of {@link System#nanoTime}
   */
  public record Share<K, V>(K key, V value, Set<PolicyRef> policies, long lastUsed) {
    public Share {
      policies = Set.copyOf(policies);
    }
  }

  private static final class Held<V> {
    private final V value;
    private final Set<PolicyRef> policies = new HashSet<>();
    private long lastUsed;

    Held(V value) {
      this.value = value;
    }
  }

  /** The value of a policy; what it had under another key it has no more. */
  public synchronized V of(PolicyRef policy, K key, Maker<V> maker) throws UsageException {
    Held<V> held = values.get(key);
    if (held == null) {
      held = new Held<>(maker.make());
      values.put(key, held);
    }
    if (!key.equals(keys.put(policy, key))) {
      leave(policy, key);
    }
    held.policies.add(policy);
    held.lastUsed = System.nanoTime();
    return held.value;
  }

  /** Takes a policy from all values but one. */
  private void leave(PolicyRef policy, K except) {
    values
        .entrySet()
        .removeIf(
            entry ->
                !entry.getKey().equals(except)
                    && entry.getValue().policies.remove(policy)
                    && entry.getValue().policies.isEmpty());
  }

  /** A policy is gone. */
  public synchronized void forget(PolicyRef policy) {
    if (keys.remove(policy) != null) {
      leave(policy, null);
    }
  }

  /** Gives up a value; who asks for it again gets a new one. */
  public synchronized void drop(K key) {
    values.remove(key);
    keys.values().removeIf(key::equals);
  }

  /** What a policy has; empty where it has nothing yet. */
  public synchronized Optional<Share<K, V>> of(PolicyRef policy) {
    K key = keys.get(policy);
    Held<V> held = key == null ? null : values.get(key);
    return held == null
        ? Optional.empty()
        : Optional.of(new Share<>(key, held.value, held.policies, held.lastUsed));
  }

  /** Policies that have the value of a key. */
  public synchronized Set<PolicyRef> policies(K key) {
    Held<V> held = values.get(key);
    return held == null ? Set.of() : Set.copyOf(held.policies);
  }

  /** All values. */
  public synchronized List<Share<K, V>> all() {
    List<Share<K, V>> all = new ArrayList<>();
    values.forEach(
        (key, held) -> all.add(new Share<>(key, held.value, held.policies, held.lastUsed)));
    return all;
  }
}
