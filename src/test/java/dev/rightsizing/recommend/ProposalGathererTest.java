// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.model.Management;
import dev.rightsizing.model.PodShape;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.proposal.ManifestSource;
import dev.rightsizing.model.proposal.ProposalState;
import dev.rightsizing.model.quota.PodCountBounds;
import dev.rightsizing.workload.GitOpsSources;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProposalGathererTest {
  private static final String REPOSITORY = "https://git.example.com/shop/deploy";
  private static final GitSettings SETTINGS =
      new GitSettings(
          REPOSITORY,
          "",
          "",
          Optional.empty(),
          new GitSettings.Request(GitSettings.Provider.NONE, "", List.of(), false, List.of()),
          new GitSettings.Author("rightsizing", "rightsizing@localhost"),
          GitSettings.Grouping.POLICY,
          false,
          List.of());

  @Test
  void twoWorkloadsOfOneTemplateGetOneChange() {
    ProposalGatherer gatherer = new ProposalGatherer(SETTINGS, GitOpsSources.NONE, true);
    gatherer.add(recommendation("blue", ""), workload("blue", Optional.of("shared")));
    gatherer.add(recommendation("green", ""), workload("green", Optional.of("shared")));

    assertThat(gatherer.gathered().wanted())
        .singleElement()
        .satisfies(change -> assertThat(change.ref().name()).isEqualTo("shared"));
    assertThat(gatherer.gathered().left())
        .singleElement()
        .satisfies(
            left -> {
              assertThat(left.ref().name()).isEqualTo("green");
              assertThat(left.reason()).isEqualTo(Reason.MANIFEST_AMBIGUOUS);
            });
  }

  @Test
  void saysWhatAGitOpsToolDoesNotTellBesideTheSourceThatItTells() {
    ManifestSource source =
        new ManifestSource(
            REPOSITORY + ".git", "main", "apps", ManifestSource.Form.MANIFESTS, List.of());
    GitOpsSources sources =
        owner -> new GitOpsSources.Answer(List.of(source), "Its inline values win.");
    ProposalGatherer gatherer = new ProposalGatherer(SETTINGS, sources, true);
    gatherer.add(recommendation("checkout", ""), workload("checkout", Optional.empty()));

    assertThat(gatherer.gathered().wanted())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.owner().source()).contains(source);
              assertThat(change.remarks()).contains("Its inline values win.");
            });
  }

  @Test
  void remembersEarlierPassesOnlyWhereTheyCount() {
    String closed =
        "  proposal: {state: Closed, reason: ClosedByHand, message: m,"
            + " since: '2026-01-01T00:00:00Z'}\n";
    for (boolean remembers : new boolean[] {true, false}) {
      ProposalGatherer gatherer = new ProposalGatherer(SETTINGS, GitOpsSources.NONE, remembers);
      gatherer.add(recommendation("checkout", closed), workload("checkout", Optional.empty()));

      assertThat(gatherer.gathered().remembered().values())
          .extracting(proposal -> proposal.state())
          .isEqualTo(remembers ? List.of(ProposalState.CLOSED) : List.of());
    }
  }

  @Test
  void aWorkloadThatCannotBeReadIsTakenWithItsDecision() {
    Recommendation rejected = recommendation("checkout", "");
    rejected.getSpec().setDecision(Decision.Rejected);
    ProposalGatherer gatherer = new ProposalGatherer(SETTINGS, GitOpsSources.NONE, true);
    gatherer.add(rejected);

    assertThat(gatherer.gathered().rejected()).containsExactly(ref("checkout"));
    assertThat(gatherer.gathered().wanted()).hasSize(1);
  }

  private static WorkloadRef ref(String name) {
    return new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, name);
  }

  private static Workload workload(String name, Optional<String> templateOf) {
    return new Workload(
        ref(name),
        "uid-" + name,
        Map.of(),
        3,
        List.of(),
        List.of(),
        PodCountBounds.PLAIN,
        PodShape.PLAIN,
        Management.NONE,
        List.of(),
        Optional.empty(),
        templateOf.map(ProposalGathererTest::ref));
  }

  private static Recommendation recommendation(String name, String more) {
    return Serialization.unmarshal(
        """
        apiVersion: rightsizing.dev/v1alpha1
        kind: Recommendation
        metadata: {name: deployment-%1$s, namespace: shop}
        spec: {policy: p, target: {apiVersion: apps/v1, kind: Deployment, name: %1$s}}
        status:
          replicas: 3
          confidence: {level: High}
          containers:
          - name: app
            role: Main
            cpu:
              current: {request: "1", limit: "2", requestSource: Template}
              recommended: {request: 219m, limit: 482m}
              verdict: OverProvisioned
              explanation: P95 182m x 1.20
        """
                .formatted(name)
            + more,
        Recommendation.class);
  }
}
