// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.model.Confidence;
import java.util.Arrays;

/** Reads how far a Recommendation can be trusted. */
final class ConfidenceReader {
  private ConfidenceReader() {}

  /** The level; none where the status does not say, or says another word. */
  static Confidence.Level level(RecommendationStatus status) {
    if (status.getConfidence() == null || status.getConfidence().getLevel() == null) {
      return Confidence.Level.NONE;
    }
    String text = status.getConfidence().getLevel().name();
    return Arrays.stream(Confidence.Level.values())
        .filter(level -> level.text().equals(text))
        .findFirst()
        .orElse(Confidence.Level.NONE);
  }
}
