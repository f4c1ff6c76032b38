// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.usage;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.evaluate.Study;
import dev.rightsizing.evaluate.whatif.InvalidRuleException;
import dev.rightsizing.evaluate.whatif.RuleForm;
import dev.rightsizing.evaluate.whatif.WhatIf;
import dev.rightsizing.html.Templates;
import dev.rightsizing.html.chart.ChartPart;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.SizingSettings;
import dev.rightsizing.recommend.RecommendationStudies;
import dev.rightsizing.web.PageRequest;
import dev.rightsizing.web.page.DetailSection;
import io.quarkus.qute.RawString;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A form of rules and what they would give, computed from usage in memory by the operator's own
 * steps. Changes nothing. Rules are parameters of the URL, so that a result can be sent to others.
 */
public final class WhatIfSection implements DetailSection {
  private final Templates templates;
  private final StudyDesk desk;
  private final ChartPart charts;

  public WhatIfSection(Templates templates, RecommendationStudies studies) {
    this.templates = templates;
    this.desk = new StudyDesk(templates, studies);
    this.charts = new ChartPart(templates);
  }

  @Override
  public String id() {
    return "what-if";
  }

  @Override
  public String title() {
    return "What if";
  }

  @Override
  public List<String> assets() {
    return ChartPart.ASSETS;
  }

  @Override
  public Optional<RawString> render(
      Recommendation recommendation, PageRequest request, String path) {
    if (recommendation.getStatus() == null || recommendation.getStatus().getContainers() == null) {
      return Optional.empty();
    }
    return Optional.of(desk.show(recommendation, study -> page(study, request, path)));
  }

  private RawString page(Study study, PageRequest request, String path) {
    Function<String, Optional<String>> entered =
        name -> request.query().getOrDefault(name, List.of()).stream().findFirst();
    Map<String, Object> data = new HashMap<>();
    data.put("path", path);
    data.put(
        "rules",
        Arrays.stream(Resource.values())
            .map(resource -> RuleView.of(study.settings().rule(resource), entered))
            .toList());
    data.put("problem", "");
    data.put("outcome", Optional.empty());
    data.put("source", UsageSection.source(study));
    data.put("complete", study.inMemory());
    boolean asked =
        request.query().keySet().stream()
            .anyMatch(name -> name.startsWith("cpu.") || name.startsWith("memory."));
    if (asked) {
      try {
        SizingSettings rules = RuleForm.read(study.settings(), entered);
        Optional<OutcomeView> outcome =
            WhatIf.of(study, rules).map(result -> OutcomeView.of(study, result, charts));
        data.put("outcome", outcome);
        if (outcome.isEmpty()) {
          data.put(
              "problem",
              "This workload cannot be evaluated now; its conditions on this page say why.");
        }
      } catch (InvalidRuleException e) {
        data.put("problem", e.getMessage());
      }
    }
    return templates.part("what-if", data);
  }
}
