// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.v1alpha1.recommendation.proposal.ProposedQuantity;
import dev.rightsizing.api.v1alpha1.recommendation.proposal.ProposedQuantity.Role;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.proposal.Bound;
import dev.rightsizing.model.proposal.SizeEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Writes the quantities of a proposal into a Recommendation's status, and reads them back. */
final class ProposedSizes {
  private static final int MOST = 512;

  List<ProposedQuantity> write(List<SizeEdit> edits) {
    return edits.isEmpty()
        ? null
        : edits.stream().limit(MOST).map(ProposedSizes::quantity).toList();
  }

  private static ProposedQuantity quantity(SizeEdit edit) {
    ProposedQuantity quantity = new ProposedQuantity();
    quantity.setContainer(edit.container().isEmpty() ? null : edit.container());
    quantity.setRole(
        switch (edit.role()) {
          case MAIN -> Role.Main;
          case INIT -> Role.Init;
          case SIDECAR -> Role.Sidecar;
          case POD -> Role.Pod;
        });
    quantity.setResource(
        edit.resource() == Resource.CPU
            ? ProposedQuantity.Resource.cpu
            : ProposedQuantity.Resource.memory);
    quantity.setBound(
        edit.bound() == Bound.REQUEST
            ? ProposedQuantity.Bound.requests
            : ProposedQuantity.Bound.limits);
    quantity.setFrom(edit.from().map(Amount::toQuantity).orElse(null));
    quantity.setTo(edit.to().map(Amount::toQuantity).orElse(null));
    return quantity;
  }

  /**
   * What can be read of them.
   *
   * @param quantities may be null
   */
  List<SizeEdit> read(List<ProposedQuantity> quantities) {
    List<SizeEdit> edits = new ArrayList<>();
    for (ProposedQuantity quantity :
        Objects.requireNonNullElse(quantities, List.<ProposedQuantity>of())) {
      Optional<SizeEdit> edit = edit(quantity);
      if (edit.isEmpty()) {
        // Somebody else wrote it; the request is then compared with what it has in Git.
        return List.of();
      }
      edits.add(edit.get());
    }
    return edits;
  }

  private static Optional<SizeEdit> edit(ProposedQuantity quantity) {
    if (quantity.getRole() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(parsed(quantity));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static SizeEdit parsed(ProposedQuantity quantity) {
    Resource resource =
        quantity.getResource() == ProposedQuantity.Resource.cpu ? Resource.CPU : Resource.MEMORY;
    return new SizeEdit(
        Objects.requireNonNullElse(quantity.getContainer(), ""),
        switch (quantity.getRole()) {
          case Main -> ContainerRole.MAIN;
          case Init -> ContainerRole.INIT;
          case Sidecar -> ContainerRole.SIDECAR;
          case Pod -> ContainerRole.POD;
        },
        resource,
        quantity.getBound() == ProposedQuantity.Bound.requests ? Bound.REQUEST : Bound.LIMIT,
        amount(resource, quantity.getFrom()),
        amount(resource, quantity.getTo()));
  }

  private static Optional<Amount> amount(Resource resource, String text) {
    return Optional.ofNullable(text).map(quantity -> Amount.parse(resource, quantity));
  }
}
