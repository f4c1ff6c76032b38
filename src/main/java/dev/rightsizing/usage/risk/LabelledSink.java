// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.risk;

import java.util.Map;

/** Takes the samples of an instant query with their labels, as they are parsed. */
@FunctionalInterface
public interface LabelledSink {

  /**
   * One sample.
   *
   * @param labels reused after the call
   * @param value any number, also NaN and the infinities
   */
  void sample(Map<String, String> labels, double value);
}
