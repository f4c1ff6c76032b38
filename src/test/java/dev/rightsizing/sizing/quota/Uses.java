// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.quota;

import dev.rightsizing.model.quota.QuotaHistory;
import dev.rightsizing.model.quota.QuotaKey;
import dev.rightsizing.model.quota.QuotaUse;
import dev.rightsizing.model.quota.Tally;
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
        Tally.parse(hard),
        used.equals("-") ? Optional.empty() : Optional.of(Tally.parse(used)));
  }

  static Tally tally(double value) {
    return new Tally(value, Double.toString(value));
  }

  static QuotaHistory days(double... peaks) {
    return new QuotaHistory(SAMPLED, Arrays.stream(peaks).mapToObj(Uses::tally).toList());
  }
}
