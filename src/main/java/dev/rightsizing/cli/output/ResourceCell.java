// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.UsageSummary;
import java.util.Optional;

/**
 * One resource of a container; what is absent is not set or not known. Quantities are those of
 * Kubernetes.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"current", "usage", "recommended", "verdict", "explanation"})
public record ResourceCell(
    Sizes current, Figures usage, Sizes recommended, String verdict, String explanation) {

  public ResourceCell {
    explanation = PlainText.line(explanation);
  }

  /** A request and a limit. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonPropertyOrder({"request", "limit"})
  public record Sizes(String request, String limit) {
    static Sizes of(Size size) {
      return new Sizes(text(size.request()), text(size.limit()));
    }

    private static String text(Optional<Amount> amount) {
      return amount.map(Amount::toQuantity).orElse(null);
    }
  }

  /** What was used. */
  @JsonPropertyOrder({"p95", "max", "mean"})
  public record Figures(String p95, String max, String mean) {
    static Figures of(UsageSummary usage) {
      return new Figures(usage.p95().toUsage(), usage.max().toUsage(), usage.mean().toUsage());
    }
  }

  static ResourceCell of(ResourceSizing sizing) {
    return new ResourceCell(
        Sizes.of(sizing.current()),
        sizing.usage().map(Figures::of).orElse(null),
        Sizes.of(sizing.recommended()),
        sizing.verdict().text(),
        sizing.explanation());
  }

  /** The request: {@code 1->219m}, or alone where it stays. */
  String change() {
    String now = current.request() == null ? "none" : current.request();
    String then = recommended.request() == null ? "none" : recommended.request();
    return now.equals(then) ? now : now + "->" + then;
  }
}
