// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.apply;

import java.time.Instant;
import java.util.List;

/**
 * Sizes that pods have by a change in place and their template does not: each new pod gets them
 * too. They end when the template's own sizes change.
 *
 * @param steps from the template's sizes to those in force
 * @param template the sizes that the template declared then
 */
public record InForce(List<SizeStep> steps, String template, Instant since) {
  public InForce {
    steps = List.copyOf(steps);
  }
}
