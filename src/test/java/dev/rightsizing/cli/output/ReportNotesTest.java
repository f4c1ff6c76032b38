// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.cli.Evaluations;
import dev.rightsizing.evaluate.Evaluation;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.model.Autoscaling.Target;
import dev.rightsizing.model.MeanReplicas;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ScaleAdvice;
import dev.rightsizing.model.ScaleAdvice.Decision;
import dev.rightsizing.model.Scaling;
import dev.rightsizing.model.Uncovered;
import dev.rightsizing.model.Uncovered.Cause;
import dev.rightsizing.model.WorkloadRecommendation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stands beside the numbers of a report. */
class ReportNotesTest {
  private static final String RUNNER =
      "1 pod of 1 owner is of an unsupported kind: 2 cores, 4Gi requested (Pod/runner)";
  private static final String HELD =
      "HorizontalPodAutoscaler/a scales on cpu at 50 % of the request";

  private static String written(ReportFormat format) {
    Evaluation shop = Evaluations.shop();
    Target cpu = new Target(Resource.CPU, Optional.empty(), 50, 0);
    ScaleAdvice held =
        new ScaleAdvice(
            new Autoscaling(Autoscaling.HPA, "a", 1, 9, List.of(cpu), List.of()),
            cpu,
            Decision.HELD,
            Optional.of(83),
            Map.of(),
            HELD);
    List<WorkloadRecommendation> said = new ArrayList<>(shop.recommendations());
    said.set(0, scaled(said.get(0), held));
    Evaluation evaluation =
        new Evaluation(
            said,
            shop.failures(),
            shop.contested(),
            shop.quotas(),
            shop.savings(),
            shop.missing(),
            shop.unknownKinds(),
            shop.absences(),
            shop.read(),
            shop.clusters(),
            List.of(
                new Uncovered(
                    "shop",
                    Cause.UNKNOWN_OWNER,
                    List.of("Pod/runner"),
                    1,
                    1,
                    Map.of(
                        Resource.CPU,
                        Amount.cores(2),
                        Resource.MEMORY,
                        Amount.parse(Resource.MEMORY, "4Gi")))));
    StringWriter text = new StringWriter();
    format.write(Report.of(evaluation, Resource::key), new PrintWriter(text));
    return text.toString();
  }

  private static WorkloadRecommendation scaled(WorkloadRecommendation of, ScaleAdvice advice) {
    return new WorkloadRecommendation(
        of.workload(),
        of.containers(),
        of.savings(),
        of.containerSavings(),
        of.priceSource(),
        of.confidence(),
        of.quota(),
        of.evidence(),
        of.patches(),
        of.problem(),
        of.message(),
        new Scaling(new MeanReplicas(2.4, 2, Duration.ofDays(7)), List.of(advice)));
  }

  @ParameterizedTest
  @EnumSource(value = ReportFormat.class, names = "NAME", mode = EnumSource.Mode.EXCLUDE)
  void everyFormatSaysWhatIsNotCovered(ReportFormat format) {
    assertThat(written(format)).contains(RUNNER);
  }

  @ParameterizedTest
  @EnumSource(
      value = ReportFormat.class,
      names = {"CSV", "NAME"},
      mode = EnumSource.Mode.EXCLUDE)
  void everyFormatButTheFlatOneHasALineForEachAutoscaler(ReportFormat format) {
    assertThat(written(format)).contains(HELD);
  }

  @Test
  void theLinesStandBelowTheTable() {
    String table = written(ReportFormat.TABLE);

    assertThat(table.indexOf("shop: " + RUNNER)).isGreaterThan(table.indexOf("saves"));
  }

  @Test
  void replicasThatComeAndGoAreAMean() {
    assertThat(written(ReportFormat.WIDE)).contains("2.4 (2 now)");
    assertThat(written(ReportFormat.JSON)).contains("\"meanReplicas\" : \"2.4\"");
    assertThat(written(ReportFormat.CSV)).contains("NotCovered,UnknownOwner").contains(",2.4,");
  }
}
