// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds quantities of memory that cannot be meant. To Kubernetes {@code m} is a thousandth and no
 * suffix is a byte, so {@code 512m} is 0.512 bytes; no container runs in less than a mebibyte.
 */
public final class OddQuantity {
  private static final double LEAST_BYTES = 1024.0 * 1024;

  private OddQuantity() {}

  /** Whether an amount asks for nothing, or for less memory than any container runs in. */
  public static boolean isTooSmall(Amount amount) {
    return amount.isZero() || amount.resource() == Resource.MEMORY && amount.value() < LEAST_BYTES;
  }

  /** What is odd about a container's template, for people; empty where nothing is. */
  public static Optional<String> of(ContainerSpec container) {
    Size memory = container.declared(Resource.MEMORY);
    String found =
        Stream.concat(
                finding("request", memory.request()).stream(),
                finding("limit", memory.limit()).stream())
            .collect(Collectors.joining("; "));
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  /** Worked: {@code the memory request 512m is 0.512 bytes, probably meant 512Mi}. */
  private static Optional<String> finding(String what, Optional<Amount> amount) {
    return amount
        .filter(a -> !a.isZero() && isTooSmall(a))
        .map(a -> "the memory " + what + " " + a.toQuantity() + " is " + bytes(a) + meant(a));
  }

  private static String bytes(Amount amount) {
    return BigDecimal.valueOf(amount.value()).stripTrailingZeros().toPlainString() + " bytes";
  }

  /** A number with the suffix m, or with none, was most likely meant in mebibytes. */
  private static String meant(Amount amount) {
    String digits = amount.toQuantity().replaceAll("m$", "");
    return digits.matches("[0-9]+") ? ", probably meant " + digits + "Mi" : "";
  }
}
