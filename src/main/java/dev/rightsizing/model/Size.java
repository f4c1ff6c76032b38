// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.Optional;

/**
 * The request and the limit of one container for one resource, each of which may be absent.
 *
 * @param request what the scheduler sets aside
 * @param limit what the kernel enforces
 */
public record Size(Optional<Amount> request, Optional<Amount> limit) {
  public static final Size NONE = new Size(Optional.empty(), Optional.empty());

  public static Size of(Amount request, Amount limit) {
    return new Size(Optional.ofNullable(request), Optional.ofNullable(limit));
  }

  /** Without a limit of 0, which Kubernetes takes for none. */
  public Size enforced() {
    return limit.filter(Amount::isZero).isPresent() ? new Size(request, Optional.empty()) : this;
  }

  /** With a request that is not above the limit, as the API server wants it. */
  public Size capped() {
    Optional<Amount> most = enforced().limit();
    return new Size(request.map(r -> most.map(r::min).orElse(r)), limit);
  }
}
