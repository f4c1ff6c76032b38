// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.propose;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.proposal.ProposalOrder;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.DryRun;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.recommend.GitSettingsReader;
import dev.rightsizing.recommend.ProposalGatherer;
import dev.rightsizing.recommend.ProposalMapper;
import dev.rightsizing.recommend.RecommendationNames;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.WorkloadSource;
import dev.rightsizing.workload.kubernetes.KubernetesWorkloadSource;
import dev.rightsizing.workload.kubernetes.owner.KubernetesGitOpsSources;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads a policy, its Recommendations and its Secret with a person's own rights. */
final class PolicyIntent {
  /** Where Argo CD keeps Applications unless an object names another namespace. */
  private static final String ARGO_CD = "argocd";

  private final KubernetesClient client;
  private final WorkloadSource workloads;
  private final Consumer<String> warnings;

  /**
   * @param warnings takes what could not be read and is done without
   */
  PolicyIntent(KubernetesClient client, Clock clock, Consumer<String> warnings) {
    this.client = client;
    this.warnings = warnings;
    this.workloads = new KubernetesWorkloadSource(client, clock);
  }

  /**
   * The order of a policy.
   *
   * @param checkout whether a folder takes the place of the repository, so that no Secret is needed
   */
  ProposalOrder read(PolicyRef ref, boolean checkout, Function<ProposedChange, DryRun> dryRun)
      throws CommandException {
    RightSizingPolicy policy =
        client
            .resources(RightSizingPolicy.class)
            .inNamespace(ref.namespace())
            .withName(ref.name())
            .get();
    if (policy == null) {
      throw new CommandException(
          "there is no RightSizingPolicy "
              + ref
              + "; see kubectl get rightsizingpolicies -n "
              + ref.namespace());
    }
    GitSettings settings = settings(policy, ref, checkout);
    ProposalGatherer gatherer =
        new ProposalGatherer(settings, new KubernetesGitOpsSources(client, ARGO_CD), !checkout);
    List<Recommendation> found = recommendations(policy, ref);
    if (found.isEmpty()) {
      throw new CommandException(
          "the policy "
              + ref
              + " has no Recommendations yet; see kubectl describe rsz "
              + ref.name()
              + " -n "
              + ref.namespace());
    }
    Map<WorkloadRef, Workload> known = workloads(found);
    for (Recommendation recommendation : found) {
      RecommendationNames.workload(recommendation)
          .map(known::get)
          .ifPresentOrElse(
              workload -> gatherer.add(recommendation, workload),
              () -> gatherer.add(recommendation));
    }
    return new Intent(settings, gatherer.gathered())
        .order(
            ref,
            policy.getMetadata().getUid(),
            checkout ? Credentials.NONE : credentials(settings, ref),
            policy.getSpec().getThresholds().getChangePercent(),
            checkout ? List.of() : new ProposalMapper().requests(policy.getStatus()),
            dryRun);
  }

  private static GitSettings settings(RightSizingPolicy policy, PolicyRef ref, boolean checkout)
      throws CommandException {
    try {
      Optional<GitSettings> read = new GitSettingsReader().read(policy.getSpec().getGit());
      if (read.isPresent()) {
        return checkout ? Checkout.of(read.get()) : read.get();
      }
    } catch (IllegalArgumentException e) {
      throw new CommandException("policy " + ref + ": " + e.getMessage(), e);
    }
    if (!checkout) {
      throw new CommandException(
          "the policy "
              + ref
              + " has no spec.git; add it (see docs/gitops.md), or name a checkout with --repo"
              + " DIR");
    }
    return Checkout.settings("");
  }

  private List<Recommendation> recommendations(RightSizingPolicy policy, PolicyRef ref) {
    boolean several =
        policy.getSpec().getTarget() != null
            && policy.getSpec().getTarget().getNamespaceSelector() != null;
    var all = client.resources(Recommendation.class);
    return (several ? all.inAnyNamespace() : all.inNamespace(ref.namespace()))
        .withLabel(RecommendationNames.POLICY_LABEL, RecommendationNames.label(ref.name()))
        .withLabel(RecommendationNames.POLICY_NAMESPACE_LABEL, ref.namespace())
        .list()
        .getItems();
  }

  /** Empty where they may not be read; then labels and sources are not known. */
  private Map<WorkloadRef, Workload> workloads(List<Recommendation> found) {
    try {
      return workloads
          .view(found.stream().map(r -> r.getMetadata().getNamespace()).collect(Collectors.toSet()))
          .workloads()
          .stream()
          .collect(Collectors.toMap(Workload::ref, w -> w, (first, second) -> first));
    } catch (WorkloadException e) {
      warnings.accept(
          "labels of workloads and their GitOps sources are not known, so that a manifest may not"
              + " be found: "
              + e.getMessage());
      return Map.of();
    }
  }

  private Credentials credentials(GitSettings settings, PolicyRef ref) throws CommandException {
    if (settings.authSecret().isEmpty()) {
      return Credentials.NONE;
    }
    String name = settings.authSecret().get();
    Secret secret = client.secrets().inNamespace(ref.namespace()).withName(name).get();
    if (secret == null) {
      throw new CommandException(
          "there is no Secret "
              + ref.namespace()
              + "/"
              + name
              + ", which spec.git.authSecret of the policy names; create it");
    }
    Map<String, byte[]> values = new HashMap<>();
    if (secret.getData() != null) {
      secret.getData().forEach((key, v) -> values.put(key, Base64.getDecoder().decode(v)));
    }
    return new Credentials(values);
  }
}
