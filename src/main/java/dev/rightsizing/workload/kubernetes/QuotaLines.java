// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.quota.QuotaAmount;
import dev.rightsizing.model.quota.QuotaKey;
import dev.rightsizing.model.quota.QuotaUse;
import dev.rightsizing.workload.kubernetes.footprint.QuotaScopes;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines of a ResourceQuota. */
final class QuotaLines {

  /** {@code cpu} and {@code memory} mean the same as {@code requests.*}. */
  private enum Key {
    CPU("cpu", Resource.CPU, false),
    MEMORY("memory", Resource.MEMORY, false),
    REQUESTS_CPU("requests.cpu", Resource.CPU, false),
    REQUESTS_MEMORY("requests.memory", Resource.MEMORY, false),
    LIMITS_CPU("limits.cpu", Resource.CPU, true),
    LIMITS_MEMORY("limits.memory", Resource.MEMORY, true);

    private final String text;
    private final Resource resource;
    private final boolean onLimits;

    Key(String text, Resource resource, boolean onLimits) {
      this.text = text;
      this.resource = resource;
      this.onLimits = onLimits;
    }
  }

  private QuotaLines() {}

  /**
   * One ResourceQuota.
   *
   * @param sized its lines that count CPU or memory
   * @param all how much is used of every line
   */
  record Read(List<Quota> sized, List<QuotaUse> all) {}

  static Read read(ResourceQuota quota) {
    return new Read(readable(quota), uses(quota));
  }

  /** How much is used of every line; one that cannot be read is passed over. */
  static List<QuotaUse> uses(ResourceQuota quota) {
    Map<String, Quantity> used = used(quota);
    List<QuotaUse> uses = new ArrayList<>();
    enforced(quota)
        .forEach(
            (key, most) -> {
              try {
                uses.add(
                    new QuotaUse(
                        new QuotaKey(
                            quota.getMetadata().getNamespace(), quota.getMetadata().getName(), key),
                        quota.getMetadata().getUid(),
                        QuotaAmount.parse(most.toString()),
                        Optional.ofNullable(used.get(key))
                            .map(q -> QuotaAmount.parse(q.toString()))));
              } catch (IllegalArgumentException e) {
                // The API server refuses such quantities; a fault there is no risk here.
                return;
              }
            });
    return uses;
  }

  /** As {@link #of}; an unreadable quota is skipped, so that it blocks no recommendation. */
  static List<Quota> readable(ResourceQuota quota) {
    try {
      return quota.getSpec() == null ? List.of() : of(quota);
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  /** {@code status.hard} is what is enforced; {@code spec.hard} stands in until it is there. */
  private static Map<String, Quantity> enforced(ResourceQuota quota) {
    Map<String, Quantity> enforced =
        quota.getStatus() == null ? Map.of() : orEmpty(quota.getStatus().getHard());
    return enforced.isEmpty() && quota.getSpec() != null
        ? orEmpty(quota.getSpec().getHard())
        : enforced;
  }

  private static Map<String, Quantity> used(ResourceQuota quota) {
    return quota.getStatus() == null ? Map.of() : orEmpty(quota.getStatus().getUsed());
  }

  /** The lines that count CPU or memory. */
  static List<Quota> of(ResourceQuota quota) {
    Map<String, Quantity> hard = enforced(quota);
    Map<String, Quantity> used = used(quota);
    List<Quota> lines = new ArrayList<>();
    for (Key key : Key.values()) {
      Optional<Amount> most = amount(hard, key);
      if (most.isPresent()) {
        lines.add(line(quota, key, most.get(), amount(used, key)));
      }
    }
    return lines;
  }

  private static Quota line(ResourceQuota quota, Key key, Amount hard, Optional<Amount> used) {
    return new Quota(
        quota.getMetadata().getNamespace(),
        quota.getMetadata().getName(),
        key.text,
        key.resource,
        key.onLimits,
        QuotaScopes.of(quota.getSpec()),
        hard,
        used);
  }

  private static Optional<Amount> amount(Map<String, Quantity> quantities, Key key) {
    return Optional.ofNullable(quantities.get(key.text))
        .map(q -> Amount.parse(key.resource, q.toString()));
  }

  private static Map<String, Quantity> orEmpty(Map<String, Quantity> quantities) {
    return quantities == null ? Map.of() : quantities;
  }
}
