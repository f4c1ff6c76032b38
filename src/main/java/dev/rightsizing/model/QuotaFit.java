// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/**
 * Whether a recommendation fits the namespace's quotas.
 *
 * @param reason {@link Reason#FITS}, {@link Reason#QUOTA_CONSTRAINED} when growth was cut, else
 *     {@link Reason#EXCEEDS_QUOTA}
 * @param message which quota and by how much; may also hold a remark when it fits
 */
public record QuotaFit(Reason reason, String message) {
  public static final QuotaFit FITS = new QuotaFit(Reason.FITS, "");

  public boolean fits() {
    return reason == Reason.FITS;
  }
}
