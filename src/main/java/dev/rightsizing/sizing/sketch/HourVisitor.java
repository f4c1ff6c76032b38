// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.sketch;

/** Is shown a container's usage hour by hour. */
public interface HourVisitor {

  /** An hour begins, in hours since the epoch. */
  void hour(long hour);

  /** The exact greatest value of the hour, in cores or bytes. */
  void peak(double value);

  /** So many samples of about this value, in cores or bytes; ascending within an hour. */
  void values(double value, long count);
}
