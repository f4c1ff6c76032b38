// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import dev.rightsizing.recommend.PolicyView;
import java.util.Locale;
import java.util.Optional;

/**
 * Which policies may have queries of their own sent. With free PromQL and the operator's
 * credentials a tenant could read what belongs to others, and load the Prometheus of all. So it is
 * for policies in the operator's own namespace, for those that name another source than the
 * operator's, and for all where an administrator says so.
 *
 * @param ownNamespace the operator's
 * @param ownUrl of the operator's source; to other URLs its credentials never go
 * @param everywhere whether an administrator allows it to all
 */
public record QueryPermission(String ownNamespace, Optional<String> ownUrl, boolean everywhere) {

  /** Whether a policy's own queries may be sent. */
  public boolean allows(PolicyView policy) {
    return everywhere
        || policy.id().namespace().equals(ownNamespace)
        || policy.source().url().map(url -> !isOwn(url)).orElse(false);
  }

  private boolean isOwn(String url) {
    return ownUrl.map(own -> plain(own).equals(plain(url))).orElse(false);
  }

  private static String plain(String url) {
    return url.strip().replaceAll("/+$", "").toLowerCase(Locale.ROOT);
  }
}
