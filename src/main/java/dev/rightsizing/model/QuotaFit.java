// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.Optional;

/**
 * Whether a recommendation fits what the namespace allows.
 *
 * @param reason {@link Reason#FITS}, {@link Reason#QUOTA_CONSTRAINED} when growth was cut, else
 *     {@link Reason#EXCEEDS_QUOTA}
 * @param message which quota and by how much; may also hold a remark when it fits
 * @param limitRange what a LimitRange has changed in the pod as a whole, or why its sizes are kept
 */
public record QuotaFit(Reason reason, String message, Optional<String> limitRange) {
  public static final QuotaFit FITS = new QuotaFit(Reason.FITS, "");

  /** Of quotas alone. */
  public QuotaFit(Reason reason, String message) {
    this(reason, message, Optional.empty());
  }

  /** The same with what LimitRanges say besides. */
  public QuotaFit withLimitRange(Optional<String> limitRange) {
    return new QuotaFit(reason, message, limitRange);
  }

  public boolean fits() {
    return reason == Reason.FITS;
  }
}
