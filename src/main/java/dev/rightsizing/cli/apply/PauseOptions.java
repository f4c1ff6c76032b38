// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.apply;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.NamespaceOption;
import dev.rightsizing.cli.review.WorkloadName;
import dev.rightsizing.model.PlainText;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is paused or resumed: workloads, or all of a policy. */
final class PauseOptions {
  @Parameters(
      paramLabel = "KIND/NAME",
      arity = "0..*",
      description = "Workload, such as deployment/checkout; may be repeated.")
  private List<String> workloads = List.of();

  @Option(
      names = "--policy",
      paramLabel = "NAME",
      description = "All workloads of this RightSizingPolicy.")
  private String policy;

  @Mixin private NamespaceOption namespace;

  /**
   * The objects, all of them looked up first, so that a wrong name changes nothing.
   *
   * @throws CommandException when one does not exist, or not one way is used
   */
  List<HasMetadata> find(KubernetesClient client) throws CommandException {
    if (workloads.isEmpty() == (policy == null)) {
      throw new CommandException("give KIND/NAME or --policy NAME; one of them, and not both");
    }
    String in = namespace.in(client);
    if (policy != null) {
      return List.of(policy(client, in));
    }
    List<HasMetadata> found = new ArrayList<>();
    for (String workload : workloads) {
      found.add(WorkloadName.parse(workload).find(client, in));
    }
    return found;
  }

  private RightSizingPolicy policy(KubernetesClient client, String in) throws CommandException {
    RightSizingPolicy found =
        client.resources(RightSizingPolicy.class).inNamespace(in).withName(policy).get();
    if (found == null) {
      throw new CommandException(
          "there is no RightSizingPolicy "
              + in
              + "/"
              + PlainText.line(policy)
              + "; check its name and -n");
    }
    return found;
  }

  /** {@code recommendation shop/deployment-checkout}, for messages. */
  static String title(HasMetadata object) {
    return object.getKind().toLowerCase(Locale.ROOT)
        + " "
        + object.getMetadata().getNamespace()
        + "/"
        + object.getMetadata().getName();
  }
}
