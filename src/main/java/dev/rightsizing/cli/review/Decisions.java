// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.review;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.ClusterOptions;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.NamespaceOption;
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
      description = "Workload, such as deployment/checkout; may be repeated.")
  private List<String> workloads;

  @Mixin private NamespaceOption namespace;

  @Mixin private ClusterOptions cluster;

  int decide(ClusterClients clients, Decision decision) throws CommandException {
    try (KubernetesClient client = clients.open(cluster.choice())) {
      String in = namespace.in(client);
      List<Recommendation> found = new ArrayList<>();
      // All are looked up first, so that a wrong name changes nothing.
      for (String workload : workloads) {
        found.add(WorkloadName.parse(workload).find(client, in));
      }
      for (Recommendation recommendation : found) {
        write(client, recommendation, decision);
      }
    }
    return 0;
  }

  private void write(KubernetesClient client, Recommendation recommendation, Decision decision) {
    Decision before = recommendation.getSpec().decisionOrPending();
    if (before != decision) {
      client
          .resource(recommendation)
          .patch(
              new PatchContext.Builder()
                  .withPatchType(PatchType.JSON_MERGE)
                  .withFieldManager(FIELD_MANAGER)
                  .build(),
              "{\"spec\":{\"decision\":\"" + decision.name() + "\"}}");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "recommendation %s/%s: %s%n",
        recommendation.getMetadata().getNamespace(),
        recommendation.getMetadata().getName(),
        before == decision ? "is " + decision + " already" : before + " -> " + decision);
    out.flush();
  }
}
