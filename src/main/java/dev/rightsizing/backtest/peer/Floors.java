// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer;

import dev.rightsizing.model.Resource;

/**
 * The least sizes a tool recommends.
 *
 * @param cpu cores
 * @param memory bytes
 */
record Floors(double cpu, double memory) {
  /** Bytes in a MiB. */
  static final double MIB = 1024.0 * 1024.0;

  /** Lest a size that is whole but for the last bits be rounded up. */
  private static final double TOLERANCE = 1e-9;

  double raise(Resource resource, double size) {
    return Math.max(size, resource == Resource.CPU ? cpu : memory);
  }

  /** Rounds up to 1m or 1 MiB first. */
  double roundAndRaise(Resource resource, double size) {
    double granule = resource.granule();
    return raise(resource, Math.ceil(size / granule - TOLERANCE) * granule);
  }
}
