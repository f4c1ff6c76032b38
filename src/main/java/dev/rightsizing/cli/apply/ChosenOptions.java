// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.apply;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.listing.ListingOptions;
import dev.rightsizing.cli.listing.Nothing;
import dev.rightsizing.cli.listing.Pages;
import dev.rightsizing.cli.review.WorkloadName;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says which Recommendations are printed: those of workloads, or of namespaces and labels. */
final class ChosenOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      paramLabel = "KIND/NAME",
      arity = "0..*",
      description = "Only these workloads, such as deployment/checkout; by default all.")
  private List<String> workloads = List.of();

  @Mixin private ListingOptions which;

  /**
   * Hands over each of them; says on the error output where there are none.
   *
   * @return how many there are
   * @throws CommandException when a workload has none, or options contradict each other
   */
  int each(KubernetesClient client, Consumer<Recommendation> taker) throws CommandException {
    ListingOptions.Scope scope = which.scope(client);
    if (workloads.isEmpty()) {
      int[] count = {0};
      Pages.known(client, scope)
          .each(
              found -> {
                count[0]++;
                taker.accept(found);
              });
      if (count[0] == 0) {
        Nothing.say(spec, scope);
      }
      return count[0];
    }
    if (which.isWide()) {
      throw new CommandException("KIND/NAME cannot be combined with -A or -l; leave those out");
    }
    for (String workload : workloads) {
      taker.accept(WorkloadName.parse(workload).find(client, scope.namespace().orElseThrow()));
    }
    return workloads.size();
  }
}
