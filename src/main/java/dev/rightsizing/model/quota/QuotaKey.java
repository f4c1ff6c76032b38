// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.quota;

import java.util.Comparator;

/**
 * Names one line of one ResourceQuota.
 *
 * @param name of the ResourceQuota
 * @param resource as in the quota's spec: {@code requests.cpu}, {@code pods}, {@code count/secrets}
 */
public record QuotaKey(String namespace, String name, String resource)
    implements Comparable<QuotaKey> {

  private static final Comparator<QuotaKey> ORDER =
      Comparator.comparing(QuotaKey::namespace)
          .thenComparing(QuotaKey::name)
          .thenComparing(QuotaKey::resource);

  @Override
  public int compareTo(QuotaKey other) {
    return ORDER.compare(this, other);
  }

  /** For messages: {@code requests.cpu of quota shop/compute}. */
  @Override
  public String toString() {
    return resource + " of quota " + namespace + "/" + name;
  }
}
