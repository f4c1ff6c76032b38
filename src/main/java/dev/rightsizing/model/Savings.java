// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/**
 * What a change saves; negative when the size grows.
 *
 * @param monthly per month of 730 hours
 * @param cpu cores over all replicas
 * @param memory bytes over all replicas
 * @param current what the workload costs now per month, by its requests
 */
public record Savings(Money monthly, Amount cpu, Amount memory, Money current) {

  public static Savings zero(String currency) {
    return new Savings(
        Money.zero(currency),
        Amount.zero(Resource.CPU),
        Amount.zero(Resource.MEMORY),
        Money.zero(currency));
  }

  public Savings plus(Savings other) {
    return new Savings(
        monthly.plus(other.monthly),
        cpu.plus(other.cpu),
        memory.plus(other.memory),
        current.plus(other.current));
  }

  /** Whole percent of the current cost; 0 when nothing is paid now. */
  public int percent() {
    double now = current.value().doubleValue();
    return now == 0 ? 0 : (int) Math.round(100 * monthly.value().doubleValue() / now);
  }
}
