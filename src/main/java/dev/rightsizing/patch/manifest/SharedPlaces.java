// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.model.proposal.SizeEdit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Leaves out places that several containers share and want to have different sizes. */
final class SharedPlaces {

  /** What a claim is for: a place, and one of its quantities. */
  private record Spot(String text, int start, List<String> path, Place.Quantity quantity) {}

  private record Wish(Claim claim, Optional<String> amount) {}

  /** Those of which no other wants something else for the same quantity. */
  List<Claim> agreed(List<Claim> claims, List<NotProposed> left) {
    Map<Spot, List<Wish>> wishes = new LinkedHashMap<>();
    for (Claim claim : claims) {
      if (claim.place() instanceof Place.Keyed keyed) {
        for (SizeEdit edit : claim.edits()) {
          Spot spot =
              new Spot(
                  keyed.text(),
                  keyed.holder().start(),
                  keyed.path(),
                  new Place.Quantity(edit.resource(), edit.bound()));
          wishes
              .computeIfAbsent(spot, k -> new ArrayList<>())
              .add(new Wish(claim, edit.to().map(Amount::toQuantity)));
        }
      }
    }
    List<Claim> agreed = new ArrayList<>(claims);
    wishes.forEach(
        (spot, of) -> {
          if (of.stream().map(Wish::amount).distinct().count() > 1) {
            of.stream()
                .map(Wish::claim)
                .filter(agreed::remove)
                .forEach(c -> left.add(left(c, spot, of)));
          }
        });
    return agreed;
  }

  private static NotProposed left(Claim claim, Spot spot, List<Wish> wishes) {
    String who =
        wishes.stream()
            .map(w -> w.claim().ref() + ":" + w.claim().container())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return new NotProposed(
        claim.ref(),
        Optional.of(claim.container()),
        Optional.of(claim.place().file()),
        Reason.MANIFEST_NOT_EDITABLE,
        "%s in %s is shared by %s, which need different sizes; give each a key of its own"
            .formatted(String.join(".", spot.path()), claim.place().file(), who));
  }
}
