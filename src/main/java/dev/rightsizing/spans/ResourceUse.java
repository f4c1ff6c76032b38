// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.spans;

/**
 * What some samples of a process come to.
 *
 * @param samples how many there are
 * @param nearest whether it is one that lies outside of the interval that was asked for
 * @param covered share of that interval for which there are samples, 0 to 1
 * @param cpu 1 for all processors; NaN where the JVM does not know its CPU time
 * @param heap bytes
 */
record ResourceUse(long samples, boolean nearest, double covered, Range cpu, Range heap) {

  /** Mean and ends. */
  record Range(double avg, double max, double min) {}

  boolean knowsCpu() {
    return !Double.isNaN(cpu.max());
  }

  /**
   * Adds samples up. A late sample stands for a longer time and so has a larger share in the mean.
   */
  static final class Sum {
    private long samples;
    private double weights;
    private double cpuSum;
    private double cpuMax = Double.NaN;
    private double cpuMin = Double.NaN;
    private double heapSum;
    private double heapMax = Double.NaN;
    private double heapMin = Double.NaN;

    void add(float cpu, long heap, long nanos) {
      double weight = Math.max(1, nanos);
      weights += weight;
      cpuSum += cpu * weight;
      heapSum += heap * weight;
      // A comparison with NaN, the start, is false.
      cpuMax = cpuMax >= cpu ? cpuMax : cpu;
      cpuMin = cpuMin <= cpu ? cpuMin : cpu;
      heapMax = heapMax >= heap ? heapMax : heap;
      heapMin = heapMin <= heap ? heapMin : heap;
      samples++;
    }

    long samples() {
      return samples;
    }

    ResourceUse use(double covered) {
      return new ResourceUse(
          samples,
          false,
          covered,
          new Range(cpuSum / weights, cpuMax, cpuMin),
          new Range(heapSum / weights, heapMax, heapMin));
    }

    ResourceUse nearest() {
      ResourceUse use = use(0);
      return new ResourceUse(samples, true, use.covered(), use.cpu(), use.heap());
    }
  }
}
