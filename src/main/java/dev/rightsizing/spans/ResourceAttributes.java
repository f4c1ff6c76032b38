// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.spans;

import io.opentelemetry.api.common.AttributeKey;

/** What is set at the end of a span. All but the last three are of the whole process. */
public final class ResourceAttributes {
  private ResourceAttributes() {}

  /** Mean CPU of the process during the span; 1 is all processors that it may use. */
  public static final AttributeKey<Double> CPU_AVG = AttributeKey.doubleKey("cpu.avg");

  /** Highest sample of CPU, in the same unit. */
  public static final AttributeKey<Double> CPU_MAX = AttributeKey.doubleKey("cpu.max");

  /** Lowest sample of CPU, in the same unit. */
  public static final AttributeKey<Double> CPU_MIN = AttributeKey.doubleKey("cpu.min");

  /** Mean of the used heap during the span, in bytes. */
  public static final AttributeKey<Long> MEMORY_AVG = AttributeKey.longKey("memory.avg");

  /** Highest sample of the used heap, in bytes. */
  public static final AttributeKey<Long> MEMORY_MAX = AttributeKey.longKey("memory.max");

  /** Lowest sample of the used heap, in bytes. */
  public static final AttributeKey<Long> MEMORY_MIN = AttributeKey.longKey("memory.min");

  /** Whether {@code cpu.max} is over the threshold. */
  public static final AttributeKey<Boolean> CPU_BOUND =
      AttributeKey.booleanKey("resource.cpu_bound");

  /** Whether {@code memory.max} is over the threshold. */
  public static final AttributeKey<Boolean> MEMORY_HIGH =
      AttributeKey.booleanKey("resource.memory_high");

  /** How many samples the figures are from; 0 where none had been taken yet. */
  public static final AttributeKey<Long> SAMPLES = AttributeKey.longKey("resource.samples");

  /** True where no sample falls into the span and the figures are those of the nearest one. */
  public static final AttributeKey<Boolean> NEAREST =
      AttributeKey.booleanKey("resource.nearest_sample");

  /** Share of the span's time that the samples cover; set where that is not all of it. */
  public static final AttributeKey<Double> COVERED = AttributeKey.doubleKey("resource.covered");

  /**
   * Bytes that the span's own thread allocated; set where the span started and ended on one
   * platform thread.
   */
  public static final AttributeKey<Long> ALLOCATED = AttributeKey.longKey("memory.allocated");

  /**
   * Share of the span's time in which its own thread was on a processor; set like {@code
   * memory.allocated}.
   */
  public static final AttributeKey<Double> CPU_THREAD = AttributeKey.doubleKey("cpu.thread");
}
