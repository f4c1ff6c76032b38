// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.patch.edit.QuantitySpelling;
import dev.rightsizing.patch.edit.Refusal;
import dev.rightsizing.patch.edit.SizeTarget;
import dev.rightsizing.patch.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns claims into edits of files. */
final class ClaimWriter {
  private final EditedFiles files;
  private final OverlayPatches patches;
  private final ManifestTree tree;
  private final Map<String, Claim> byName = new HashMap<>();
  private final Set<Object> written = new HashSet<>();

  ClaimWriter(EditedFiles files, OverlayPatches patches, ManifestTree tree) {
    this.files = files;
    this.patches = patches;
    this.tree = tree;
  }

  void add(List<Claim> claims) {
    for (Claim claim : claims) {
      byName.put(name(claim), claim);
      if (!claim.edits().isEmpty()) {
        write(claim);
      }
    }
  }

  private void write(Claim claim) {
    if (claim.place() instanceof Place.Keyed keyed) {
      List<SizeEdit> edits = fresh(claim, keyed);
      if (!edits.isEmpty()) {
        files.write(keyed.text(), new SizeTarget(name(claim), keyed.holder(), keyed.path(), edits));
      }
    } else if (claim.place() instanceof Place.Operations operations) {
      claim.edits().forEach(edit -> write(operations, edit));
    } else if (claim.place() instanceof Place.New created) {
      patches.add(
          created.text(),
          tree.graph().node(created.overlay()).orElseThrow(),
          created.patch(),
          claim.edits());
    }
  }

  /** A place that several containers share and agree on is written once. */
  private List<SizeEdit> fresh(Claim claim, Place.Keyed place) {
    List<SizeEdit> fresh = new ArrayList<>();
    for (SizeEdit edit : claim.edits()) {
      if (written.add(
          List.of(
              place.text(), place.holder().start(), place.path(), edit.resource(), edit.bound()))) {
        fresh.add(edit);
      }
    }
    return fresh;
  }

  private void write(Place.Operations operations, SizeEdit edit) {
    YamlScalar scalar =
        operations.values().get(new Place.Quantity(edit.resource(), edit.bound())).scalar();
    String quantity = QuantitySpelling.like(scalar.value(), edit.to().orElseThrow());
    String text =
        switch (scalar.style()) {
          case SINGLE_QUOTED -> "'" + quantity + "'";
          case DOUBLE_QUOTED -> '"' + quantity + '"';
          default -> quantity;
        };
    if (written.add(List.of(operations.text(), scalar.content()))) {
      files.splices(operations.text()).replace(scalar.content(), scalar.end(), text);
    }
  }

  /** What the editor did not write. */
  void refused(List<Refusal> refused, List<NotProposed> left) {
    for (Refusal refusal : refused) {
      Claim claim = byName.get(refusal.container());
      left.add(
          new NotProposed(
              claim.ref(),
              Optional.of(claim.container()),
              Optional.of(claim.place().file()),
              refusal.reason(),
              claim.place().file() + ": " + refusal.message()));
    }
  }

  /** Whether a refusal is about a claim. */
  static boolean isOf(Refusal refusal, Claim claim) {
    return refusal.container().equals(name(claim))
        && refusal
            .resource()
            .map(r -> claim.edits().stream().anyMatch(e -> e.resource() == r))
            .orElse(true);
  }

  private static String name(Claim claim) {
    return claim.ref() + ":" + claim.container();
  }
}
