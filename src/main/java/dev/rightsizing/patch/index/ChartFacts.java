// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.index;

import java.util.List;

/**
 * What a Chart.yaml says.
 *
 * @param dependencies names under which values of charts within are found
 */
public record ChartFacts(String name, List<String> dependencies) {
  public ChartFacts {
    dependencies = List.copyOf(dependencies);
  }
}
