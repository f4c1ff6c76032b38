// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/** Whether a recommendation fits the namespace's quotas; the message says which and by how much. */
public record QuotaFit(boolean fits, String message) {
  public static final QuotaFit FITS = new QuotaFit(true, "");
}
