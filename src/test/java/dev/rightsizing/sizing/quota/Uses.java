// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.quota;

import dev.rightsizing.model.quota.QuotaAmount;
import dev.rightsizing.model.quota.QuotaHistory;
import dev.rightsizing.model.quota.QuotaKey;
import dev.rightsizing.model.quota.QuotaUse;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Quota lines and what they used, written shortly. */
final class Uses {
  private static final Instant SAMPLED = Instant.parse("2026-03-04T06:00:00Z");

  private Uses() {}

  static QuotaUse use(String name, String used, String hard) {
    return new QuotaUse(
        new QuotaKey("shop", name, "requests.cpu"),
        "uid-" + name,
        QuotaAmount.parse(hard),
        used.equals("-") ? Optional.empty() : Optional.of(QuotaAmount.parse(used)));
  }

  static QuotaAmount tally(double value) {
    return new QuotaAmount(value, Double.toString(value));
  }

  static QuotaHistory days(double... peaks) {
    return new QuotaHistory(SAMPLED, Arrays.stream(peaks).mapToObj(Uses::tally).toList());
  }
}
