// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.plausible;

import dev.rightsizing.model.Resource;

/**
 * How far a true sample may be over what holds it. A rate is over by the jitter of its scrapes: two
 * scrapes a minute apart, one of them 15 s late, are a quarter over. Working sets are read at one
 * instant and are over by what the kernel has not yet charged.
 */
public final class Margin {
  private static final double NODE_CPU = 1.25;
  private static final double NODE_MEMORY = 1.1;
  private static final double LIMIT_CPU = 1.5;
  private static final double LIMIT_MEMORY = 1.25;

  /** Cores: quota that each CPU of a large node has taken and not yet used up is run on top. */
  private static final double SPARE_CORES = 0.5;

  /** Bytes: pages are charged by the batch on each CPU. */
  private static final double SPARE_BYTES = 16.0 * 1024 * 1024;

  /** Cores: the most that Linux can be built for on x86-64 (NR_CPUS). */
  private static final double MOST_CORES = 8192;

  /**
   * Bytes: 64 TiB, what 46 bits of physical address reach; the largest machines for rent have 32.
   */
  private static final double MOST_BYTES = 0x1p46;

  private Margin() {}

  /** More than any machine has, in cores or bytes. */
  public static double absolute(Resource resource) {
    return resource == Resource.CPU ? MOST_CORES : MOST_BYTES;
  }

  /** The most that a true sample shows on a machine. */
  static double machine(Resource resource, double capacity) {
    return resource == Resource.CPU
        ? capacity * NODE_CPU + SPARE_CORES
        : capacity * NODE_MEMORY + SPARE_BYTES;
  }

  /** The most that a true sample shows under a limit. */
  static double limit(Resource resource, double limit) {
    return resource == Resource.CPU
        ? limit * LIMIT_CPU + SPARE_CORES
        : limit * LIMIT_MEMORY + SPARE_BYTES;
  }
}
