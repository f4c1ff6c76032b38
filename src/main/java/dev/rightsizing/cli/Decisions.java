// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.cli.ErrorLine.CommandException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a person's word on Recommendations, under that person's own rights. */
final class Decisions {
  /** As managedFields shows it. */
  private static final String FIELD_MANAGER = "rightsize";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      paramLabel = "KIND/NAME",
      arity = "1..*",
      description = "Such as deployment/checkout; several are allowed.")
  private List<String> workloads;

  @Mixin private NamespaceOption namespace;

  int decide(KubernetesClient client, Decision decision) throws CommandException {
    String in = namespace.in(client);
    List<Recommendation> found = new ArrayList<>();
    // All are looked up first, so that a wrong name changes nothing.
    for (String workload : workloads) {
      found.add(WorkloadName.parse(workload).find(client, in));
    }
    PrintWriter out = spec.commandLine().getOut();
    for (Recommendation recommendation : found) {
      client
          .resource(recommendation)
          .patch(
              new PatchContext.Builder()
                  .withPatchType(PatchType.JSON_MERGE)
                  .withFieldManager(FIELD_MANAGER)
                  .build(),
              "{\"spec\":{\"decision\":\"" + decision.name() + "\"}}");
      out.printf(
          "recommendation %s/%s: %s -> %s%n",
          in,
          recommendation.getMetadata().getName(),
          recommendation.getSpec().decisionOrPending(),
          decision);
    }
    out.flush();
    return 0;
  }
}
