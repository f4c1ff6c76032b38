// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.spans;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.time.Duration;

/**
 * Settings of the processor, read like OpenTelemetry's own: the system property {@code
 * rightsizing.spans.enabled} is the environment variable {@code RIGHTSIZING_SPANS_ENABLED}.
 *
 * @param enabled whether spans get the attributes at all
 * @param interval from one sample to the next
 * @param cpuThreshold a span is CPU bound over this share of all processors, 0 to 1
 * @param memoryThreshold a span's memory is high over this share of the largest heap, 0 to 1
 */
public record SpanSettings(
    boolean enabled, Duration interval, double cpuThreshold, double memoryThreshold) {
  /** Ten samples a second, 80 % of all processors, 90 % of the largest heap. */
  public static final SpanSettings DEFAULT =
      new SpanSettings(true, Duration.ofMillis(100), 0.8, 0.9);

  private static final String ENABLED = "rightsizing.spans.enabled";
  private static final String INTERVAL = "rightsizing.spans.interval";
  private static final String CPU = "rightsizing.spans.cpu.threshold";
  private static final String MEMORY = "rightsizing.spans.memory.threshold";
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /**
   * @throws ConfigurationException that names the setting and says what to write instead
   */
  static SpanSettings read(ConfigProperties properties) {
    Duration interval = properties.getDuration(INTERVAL, DEFAULT.interval());
    if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
      throw new ConfigurationException(
          INTERVAL + " is " + interval.toMillis() + " ms: set it to 10ms up to 1m");
    }
    return new SpanSettings(
        properties.getBoolean(ENABLED, DEFAULT.enabled()),
        interval,
        share(properties, CPU, DEFAULT.cpuThreshold()),
        share(properties, MEMORY, DEFAULT.memoryThreshold()));
  }

  private static double share(ConfigProperties properties, String name, double other) {
    double share = properties.getDouble(name, other);
    if (!(share >= 0 && share <= 1)) {
      throw new ConfigurationException(
          name + " is " + share + ": set it to a share from 0 to 1, such as 0.8");
    }
    return share;
  }
}
