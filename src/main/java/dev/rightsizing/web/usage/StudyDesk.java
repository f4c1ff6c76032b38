// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.usage;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.evaluate.Study;
import dev.rightsizing.html.Templates;
import dev.rightsizing.recommend.RecommendationStudies;
import dev.rightsizing.recommend.TerminalException;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.workload.WorkloadException;
import io.quarkus.qute.RawString;
import java.util.Map;
import java.util.Optional;

/** Opens studies for sections; one that cannot be opened becomes a sentence. */
final class StudyDesk {
  private final Templates templates;
  private final RecommendationStudies studies;

  StudyDesk(Templates templates, RecommendationStudies studies) {
    this.templates = templates;
    this.studies = studies;
  }

  /** Makes a section of a study. */
  @FunctionalInterface
  interface View {
    RawString of(Study study);
  }

  RawString show(Recommendation recommendation, View view) {
    try {
      Optional<Study> study = studies.open(recommendation);
      return study
          .map(view::of)
          .orElseGet(
              () ->
                  problem(
                      "The workload or its policy is gone, or the policy does not select it any"
                          + " more."));
    } catch (UsageException e) {
      return problem("Usage cannot be read now: " + e.getMessage());
    } catch (WorkloadException e) {
      return problem("The cluster cannot be read now: " + e.getMessage());
    } catch (TerminalException e) {
      return problem("The policy is not valid: " + e.getMessage());
    }
  }

  RawString problem(String message) {
    return templates.part("section-problem", Map.of("message", message));
  }
}
