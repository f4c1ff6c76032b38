// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Drift;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.RunningSize;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.UsageSummary;
import java.util.List;
import java.util.Optional;

/**
 * One resource of a container; what is absent is not set or not known. Quantities are those of
 * Kubernetes.
 *
 * @param template what a new pod would run with; only where pods differ from it
 * @param running each size that pods run with; only where they differ from each other
 * @param drift the same for people; empty where pods are as the template
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "current",
  "template",
  "running",
  "usage",
  "recommended",
  "verdict",
  "explanation"
})
public record ResourceCell(
    Sizes current,
    Sizes template,
    List<Running> running,
    Figures usage,
    Sizes recommended,
    String verdict,
    String explanation,
    @JsonIgnore String drift) {

  /** A size that pods run with, and how many do. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonPropertyOrder({"request", "limit", "pods"})
  public record Running(String request, String limit, int pods) {}

  public ResourceCell {
    running = running == null ? null : List.copyOf(running);
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

  static ResourceCell of(ContainerSizing container, Resource resource) {
    ResourceSizing sizing = container.of(resource);
    ContainerSpec spec = container.container();
    boolean drifts = spec.drifts(resource);
    boolean several = drifts && spec.running(resource).size() > 1;
    return new ResourceCell(
        Sizes.of(sizing.current()),
        drifts ? Sizes.of(spec.template(resource)) : null,
        several ? spec.running(resource).stream().map(ResourceCell::running).toList() : null,
        sizing.usage().map(Figures::of).orElse(null),
        Sizes.of(sizing.recommended()),
        sizing.verdict().text(),
        sizing.explanation(),
        drifts ? Drift.text(spec, resource) : "");
  }

  private static Running running(RunningSize size) {
    Sizes sizes = Sizes.of(size.size());
    return new Running(sizes.request(), sizes.limit(), size.pods());
  }

  /** The request: {@code 1->219m}, or alone where it stays. */
  String change() {
    String now = current.request() == null ? "none" : current.request();
    String then = recommended.request() == null ? "none" : recommended.request();
    return now.equals(then) ? now : now + "->" + then;
  }
}
