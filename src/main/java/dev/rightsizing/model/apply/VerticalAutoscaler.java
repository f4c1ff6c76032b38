// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.apply;

/**
 * A VerticalPodAutoscaler that targets a workload.
 *
 * @param mode of its updates: {@code Off}, {@code Initial}, {@code Recreate}, {@code Auto}, {@code
 *     InPlaceOrRecreate} or {@code InPlace}
 */
public record VerticalAutoscaler(String name, String mode) {
  private static final String OFF = "Off";

  /** Whether it sizes pods itself. */
  public boolean isActive() {
    return !OFF.equals(mode);
  }
}
