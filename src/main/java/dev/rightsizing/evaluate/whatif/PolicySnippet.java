// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate.whatif;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.SizingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The part of a policy that differs between two sets of rules, as YAML to copy or to patch with.
 */
final class PolicySnippet {
  private PolicySnippet() {}

  /** The changed fields alone; empty when there are none. A field that is unset is null. */
  static String of(SizingSettings before, SizingSettings after) {
    List<String> lines = new ArrayList<>();
    add(lines, before.cpu(), after.cpu());
    add(lines, before.memory(), after.memory());
    return lines.isEmpty() ? "" : "spec:\n" + String.join("\n", lines) + "\n";
  }

  private static void add(List<String> lines, SizingRule before, SizingRule after) {
    List<String> fields = new ArrayList<>();
    if (before.estimator() != after.estimator()) {
      fields.add("estimator: " + after.estimator().text());
    }
    if (before.percentile() != after.percentile()) {
      fields.add("percentile: " + RuleForm.number(after.percentile()));
    }
    if (before.headroomPercent() != after.headroomPercent()) {
      fields.add("headroomPercent: " + after.headroomPercent());
    }
    amount(fields, "min", before.min(), after.min());
    amount(fields, "max", before.max(), after.max());
    if (before.limitMode() != after.limitMode()) {
      fields.add("limit: " + after.limitMode().text());
    }
    if (!fields.isEmpty()) {
      lines.add("  " + after.resource().key() + ":");
      fields.forEach(field -> lines.add("    " + field));
    }
  }

  private static void amount(
      List<String> fields, String name, Optional<Amount> before, Optional<Amount> after) {
    if (!before.equals(after)) {
      // In quotes: 1 or 1e3 would be a number, which the schema refuses.
      fields.add(name + ": " + after.map(a -> '"' + a.toQuantity() + '"').orElse("null"));
    }
  }
}
