// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.usage;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.recommendation.ContainerRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.RequestAndLimit;
import dev.rightsizing.api.v1alpha1.recommendation.ResourceRecommendation;
import dev.rightsizing.evaluate.Study;
import dev.rightsizing.html.Templates;
import dev.rightsizing.html.chart.ChartPart;
import dev.rightsizing.html.chart.ReferenceLine;
import dev.rightsizing.html.chart.UsageChart;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.recommend.RecommendationStudies;
import dev.rightsizing.web.PageRequest;
import dev.rightsizing.web.page.DetailSection;
import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A chart for each container and resource: usage by hour with the sizes now and proposed. */
public final class UsageSection implements DetailSection {
  private final Templates templates;
  private final StudyDesk desk;
  private final ChartPart charts;

  public UsageSection(Templates templates, RecommendationStudies studies) {
    this.templates = templates;
    this.desk = new StudyDesk(templates, studies);
    this.charts = new ChartPart(templates);
  }

  @Override
  public String id() {
    return "usage";
  }

  @Override
  public String title() {
    return "Usage";
  }

  @Override
  public List<String> assets() {
    return ChartPart.ASSETS;
  }

  @Override
  public Optional<RawString> render(
      Recommendation recommendation, PageRequest request, String path) {
    if (recommendation.getStatus() == null
        || recommendation.getStatus().getContainers() == null
        || recommendation.getStatus().getContainers().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        desk.show(
            recommendation, study -> page(recommendation.getStatus().getContainers(), study)));
  }

  private RawString page(List<ContainerRecommendation> containers, Study study) {
    List<RawString> drawn = new ArrayList<>();
    for (ContainerRecommendation container : containers) {
      for (Resource resource : Resource.values()) {
        drawn.add(charts.render(chart(container, resource, study)));
      }
    }
    return templates.part("usage", Map.of("source", source(study), "charts", drawn));
  }

  private static UsageChart chart(
      ContainerRecommendation container, Resource resource, Study study) {
    ResourceRecommendation sizing =
        resource == Resource.CPU ? container.getCpu() : container.getMemory();
    return new UsageChart(
        title(resource, container.getName()),
        study.series(container.getName(), resource),
        sizing == null
            ? List.of()
            : ReferenceLine.of(
                size(resource, sizing.getCurrent()), size(resource, sizing.getRecommended())));
  }

  static String title(Resource resource, String container) {
    return (resource == Resource.CPU ? "CPU" : "Memory") + " of container " + container;
  }

  /** Where usage comes from, so that nobody takes one for the other. */
  static String source(Study study) {
    String step = PrometheusDuration.format(study.settings().window().step());
    return study.inMemory()
        ? "As the operator's evaluations see it, pods combined as the policy says, a value each "
            + step
            + "."
        : "Read from Prometheus for this page, a value each "
            + step
            + ", because this replica keeps no usage in memory; up to five minutes old.";
  }

  private static Size size(Resource resource, RequestAndLimit text) {
    return text == null
        ? Size.NONE
        : new Size(amount(resource, text.getRequest()), amount(resource, text.getLimit()));
  }

  /** What somebody else wrote into a status may be no quantity; then the line is left out. */
  private static Optional<Amount> amount(Resource resource, String text) {
    try {
      return Optional.ofNullable(text).map(quantity -> Amount.parse(resource, quantity));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
