// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.usage;

import dev.rightsizing.evaluate.Study;
import dev.rightsizing.evaluate.whatif.WhatIf;
import dev.rightsizing.html.chart.ChartPart;
import dev.rightsizing.html.chart.ReferenceLine;
import dev.rightsizing.html.chart.ReferenceLine.Role;
import dev.rightsizing.html.chart.UsageChart;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.Money;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.WorkloadRecommendation;
import dev.rightsizing.sizing.replay.ReplayedDays;
import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What other rules give, as text.
 *
 * @param savings by the policy's rules and by the others, with the difference
 * @param quota what the quotas say, where they cut or refuse; else empty
 * @param snippet YAML; empty where the rules are the policy's
 */
record OutcomeView(
    List<Line> lines, String savings, String quota, String snippet, List<RawString> charts) {

  /**
   * One resource of a container.
   *
   * @param moved whether the sizes differ from those by the policy's rules
   */
  record Line(
      String container,
      String resource,
      String now,
      String policy,
      String changed,
      boolean moved,
      String past,
      String explanation) {}

  static OutcomeView of(Study study, WhatIf result, ChartPart charts) {
    List<Line> lines = new ArrayList<>();
    List<RawString> drawn = new ArrayList<>();
    for (ContainerSizing changed : result.changed().containers()) {
      String name = changed.container().name();
      ContainerSizing policy = named(result.policy(), name);
      for (Resource resource : Resource.values()) {
        Size now = changed.of(resource).current();
        Size proposed = policy.of(resource).recommended();
        Size other = changed.of(resource).recommended();
        lines.add(
            new Line(
                name,
                resource == Resource.CPU ? "CPU" : "Memory",
                text(now),
                text(proposed),
                text(other),
                !other.equals(proposed),
                past(days(result, name, resource)),
                changed.of(resource).explanation()));
        if (changed.container().role() != ContainerRole.POD) {
          drawn.add(
              charts.render(
                  new UsageChart(
                      UsageSection.title(resource, name),
                      study.series(name, resource),
                      references(now, proposed, other))));
        }
      }
    }
    return new OutcomeView(lines, savings(result), quota(result), result.snippet(), drawn);
  }

  private static List<ReferenceLine> references(Size now, Size proposed, Size other) {
    List<ReferenceLine> lines = new ArrayList<>(ReferenceLine.of(now, proposed));
    if (!other.equals(proposed)) {
      other.request().ifPresent(a -> lines.add(new ReferenceLine(Role.OTHER_REQUEST, a)));
      other.limit().ifPresent(a -> lines.add(new ReferenceLine(Role.OTHER_LIMIT, a)));
    }
    return lines;
  }

  private static ContainerSizing named(WorkloadRecommendation recommendation, String name) {
    return recommendation.containers().stream()
        .filter(container -> container.container().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static WhatIf.Days days(WhatIf result, String name, Resource resource) {
    return result.days().stream()
        .filter(days -> days.container().equals(name) && days.resource() == resource)
        .findFirst()
        .orElseThrow();
  }

  /** {@code 219m / 438m}. */
  private static String text(Size size) {
    return text(size.request()) + " / " + text(size.limit());
  }

  private static String text(Optional<Amount> amount) {
    return amount.map(Amount::toQuantity).orElse("none");
  }

  static String past(WhatIf.Days days) {
    ReplayedDays changed = days.changed();
    if (changed.days() == 0) {
      return "No past day could be replayed: the window has less than two days of usage.";
    }
    ReplayedDays policy = days.policy();
    String what =
        days.resource() == Resource.CPU
            ? "The request would have been under the day's P95 on "
            : "The request would have been under the day's peak on ";
    String same = policy.equals(changed) ? "" : " (the policy's rules: " + policy.tooSmall() + ")";
    return what
        + changed.tooSmall()
        + " of "
        + changed.days()
        + (changed.days() == 1 ? " day" : " days")
        + same
        + "; on average "
        + percent(changed.reserve())
        + " of it were above the day's P95"
        + (policy.equals(changed) ? "" : " (" + percent(policy.reserve()) + ")")
        + ".";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static String savings(WhatIf result) {
    Money policy = result.policy().savings().monthly();
    Money changed = result.changed().savings().monthly();
    if (!policy.currency().equals(changed.currency()) || policy.equals(changed)) {
      return changed + " a month, as with the policy's rules.";
    }
    Money more = changed.minus(policy);
    boolean less = more.value().signum() < 0;
    return changed
        + " a month, "
        + (less ? Money.zero(more.currency()).minus(more) : more)
        + (less ? " less than " : " more than ")
        + "the "
        + policy
        + " of the policy's rules.";
  }

  private static String quota(WhatIf result) {
    return switch (result.changed().quota().reason()) {
      case FITS, NO_QUOTA -> "";
      default -> result.changed().quota().message();
    };
  }
}
