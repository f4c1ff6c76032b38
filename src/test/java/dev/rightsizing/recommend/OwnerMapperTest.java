// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.recommendation.proposal.Owner;
import dev.rightsizing.model.proposal.WorkloadOwner;
import dev.rightsizing.model.proposal.WorkloadOwner.ManagedBy;
import dev.rightsizing.reconcile.steps.StatusDigest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OwnerMapperTest {

  private final OwnerMapper mapper = new OwnerMapper();

  private static WorkloadOwner owner(ManagedBy manager, String namespace, String evidence) {
    return new WorkloadOwner(manager, "", namespace, "shop", evidence, Optional.empty());
  }

  private StatusDigest digest(WorkloadOwner from) {
    RecommendationStatus status = new RecommendationStatus();
    status.setOwner(mapper.owner(from));
    return StatusDigest.ofEvaluation(status);
  }

  @ParameterizedTest
  @CsvSource({
    "ARGO_CD, '', shop",
    "ARGO_CD, team-a, team-a/shop",
    "FLUX, flux-system, flux-system/shop",
    "HELM, prod, shop",
    "OPERATOR, prod, shop",
  })
  void namesTheNamespaceWhereAPersonHasToLook(ManagedBy manager, String namespace, String name) {
    Owner owner = mapper.owner(owner(manager, namespace, "label x: shop"));

    assertThat(owner.getName()).isEqualTo(name);
    assertThat(owner.getEvidence()).isEqualTo("label x: shop");
  }

  @ParameterizedTest
  @EnumSource(ManagedBy.class)
  void eachManagerHasAWordInTheStatus(ManagedBy manager) {
    assertThat(mapper.owner(owner(manager, "", "x")).getManager().name()).isEqualTo(manager.text());
  }

  @Test
  void anUnknownOwnerIsSaidToBeUnknown() {
    Owner owner = mapper.owner(WorkloadOwner.UNKNOWN);

    assertThat(owner.getManager()).isEqualTo(Owner.ManagedBy.Unknown);
    assertThat(owner.getName()).isNull();
    assertThat(owner.getEvidence()).startsWith("no owner reference");
  }

  @Test
  void theSameOwnerIsNoNewsAndAnotherIs() {
    StatusDigest before = digest(owner(ManagedBy.KUBECTL, "", "field manager kubectl-1"));

    assertThat(before.differs(digest(owner(ManagedBy.KUBECTL, "", "field manager kubectl-1"))))
        .isFalse();
    assertThat(before.differs(digest(owner(ManagedBy.KUBECTL, "", "field manager kubectl-2"))))
        .isTrue();
    assertThat(before.differs(digest(owner(ManagedBy.FLUX, "", "field manager kubectl-1"))))
        .isTrue();
  }
}
