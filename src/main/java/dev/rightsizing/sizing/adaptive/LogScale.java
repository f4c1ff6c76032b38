// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.adaptive;

/**
 * A logarithmic scale of cores or bytes, so that a margin means the same at every size. Bin i holds
 * the values up to {@code least x (1 + step)^i}.
 *
 * @param least what is smaller counts as this, in cores or bytes
 * @param step natural logarithm of the ratio of two neighbours
 */
record LogScale(double least, double step) {

  /** The bin of a value. */
  int bin(double value) {
    return value <= least ? 0 : (int) Math.ceil(Math.log(value / least) / step - 1e-9);
  }

  /** The greatest value of a bin. */
  double value(double bin) {
    return least * Math.exp(bin * step);
  }
}
