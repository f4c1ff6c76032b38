// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend.explanation;

import dev.rightsizing.api.v1alpha1.recommendation.RequestAndLimit;
import dev.rightsizing.api.v1alpha1.recommendation.apply.StepQuantities;
import dev.rightsizing.api.v1alpha1.recommendation.apply.StepSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Steps of a change as text: {@code app: cpu request 1 -> 700m, limit 2 -> 1400m}. */
public final class StepText {
  private static final String NONE = "none";

  private StepText() {}

  /** All containers in one line; empty where nothing changes. */
  public static String of(List<StepSize> steps) {
    return steps == null
        ? ""
        : steps.stream()
            .map(StepText::of)
            .filter(t -> !t.isEmpty())
            .collect(Collectors.joining("; "));
  }

  private static String of(StepSize step) {
    List<String> parts = new ArrayList<>();
    add(parts, "cpu", step.getCpu());
    add(parts, "memory", step.getMemory());
    return parts.isEmpty() ? "" : step.getName() + ": " + String.join("; ", parts);
  }

  private static void add(List<String> parts, String resource, StepQuantities size) {
    if (size == null) {
      return;
    }
    RequestAndLimit from = Objects.requireNonNullElseGet(size.getFrom(), RequestAndLimit::new);
    List<String> changes = new ArrayList<>();
    add(changes, "request", from.getRequest(), size.getRequest());
    add(changes, "limit", from.getLimit(), size.getLimit());
    if (!changes.isEmpty()) {
      parts.add(resource + " " + String.join(", ", changes));
    }
  }

  private static void add(List<String> changes, String what, String from, String to) {
    if (!Objects.equals(from, to)) {
      changes.add(
          what
              + " "
              + Objects.requireNonNullElse(from, NONE)
              + " -> "
              + Objects.requireNonNullElse(to, NONE));
    }
  }
}
