// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.QuotaProjection;
import java.util.OptionalInt;

/**
 * One line of one ResourceQuota, named as in a policy's {@code status.quotas}; what is unknown is
 * absent.
 *
 * @param resource the line, such as {@code requests.cpu}
 * @param projected what would be used with all recommendations applied
 * @param idle what would be left over, where the projection is under half of the quota
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "namespace",
  "name",
  "resource",
  "hard",
  "used",
  "usedPercent",
  "projected",
  "projectedPercent",
  "idle"
})
public record QuotaRow(
    String namespace,
    String name,
    String resource,
    String hard,
    String used,
    Integer usedPercent,
    String projected,
    Integer projectedPercent,
    String idle) {

  public QuotaRow {
    name = PlainText.line(name);
    resource = PlainText.line(resource);
  }

  static QuotaRow of(QuotaProjection projection) {
    Quota quota = projection.quota();
    Amount used = quota.used().orElse(null);
    Amount projected = projection.projected().orElse(null);
    return new QuotaRow(
        quota.namespace(),
        quota.name(),
        quota.key(),
        quota.hard().toQuantity(),
        used == null ? null : used.toQuantity(),
        percent(quota, used),
        projected == null ? null : projected.toQuantity(),
        percent(quota, projected),
        projection.idle().map(Amount::toQuantity).orElse(null));
  }

  private static Integer percent(Quota quota, Amount part) {
    OptionalInt percent = part == null ? OptionalInt.empty() : part.percentOf(quota.hard());
    return percent.isPresent() ? percent.getAsInt() : null;
  }

  /** For people: {@code 17200m (86 %)}, {@code unknown} where it is unknown. */
  static String share(String amount, Integer percent) {
    if (amount == null) {
      return "unknown";
    }
    return percent == null ? amount : amount + " (" + percent + " %)";
  }

  /** What is idle, for people. */
  String left() {
    if (projected == null) {
      return "unknown";
    }
    return idle == null ? "none" : idle;
  }
}
