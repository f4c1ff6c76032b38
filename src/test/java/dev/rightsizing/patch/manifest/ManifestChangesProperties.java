// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.proposal.ManifestSource.Form;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of any repository. */
class ManifestChangesProperties {
  private static final String SHOP = ManifestChangesTest.CHECKOUT;

  /** How a workload is laid out; each in a folder of its own. */
  private enum Layout {
    PLAIN,
    OVERLAY,
    OVERLAYS,
    PATCHED,
    VALUES,
    MARKED,
    MISSING
  }

  /** One workload with its files. */
  private record Part(Layout layout, int number, int cpu, int memory) {
    String name() {
      return "w" + number;
    }

    void into(TextTree tree) {
      String at = "apps/" + name() + "/";
      String manifest = SHOP.replace("name: checkout", "name: " + name());
      switch (layout) {
        case PLAIN -> tree.with(at + "d.yaml", manifest);
        case OVERLAY, OVERLAYS, PATCHED -> {
          tree.with(at + "base/d.yaml", manifest);
          tree.with(at + "base/kustomization.yaml", "resources: [d.yaml]\n");
          tree.with(
              at + "prod/kustomization.yaml",
              "namespace: shop\nresources:\n- ../base\n"
                  + (layout == Layout.PATCHED ? "patches:\n- path: p.yaml\n" : ""));
          if (layout != Layout.OVERLAY) {
            tree.with(at + "test/kustomization.yaml", "namespace: test\nresources:\n- ../base\n");
          }
          if (layout == Layout.PATCHED) {
            tree.with(
                at + "prod/p.yaml",
                "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: "
                    + name()
                    + "}\nspec:\n  template:\n    spec:\n      containers:\n"
                    + "      - name: app\n        resources: {requests: {cpu: 3}}\n");
          }
        }
        case VALUES -> {
          tree.with(
              at + "v.yaml", name() + ":\n  resources:\n    requests: {cpu: '1', memory: 1Gi}\n");
        }
        case MARKED ->
            tree.with(
                at + "m.yaml",
                "x:\n  size: # {\"$rightsizing\": \"shop/deployment/" + name() + ":app\"}\n");
        case MISSING -> {}
      }
    }

    Wanted wanted() {
      Wanted wanted =
          Wanted.of(
              "shop/Deployment/" + name(),
              "app cpu 1/- -> " + cpu + "m/-",
              "app memory 1Gi/- -> " + memory + "Mi/" + (memory + 64) + "Mi");
      return layout == Layout.VALUES
          ? wanted.source("apps/" + name(), Form.HELM, "v.yaml")
          : wanted;
    }
  }

  @Provide
  Arbitrary<List<Part>> repositories() {
    Arbitrary<Layout> layouts = Arbitraries.of(Layout.class);
    return net.jqwik.api.Combinators.combine(
            layouts,
            Arbitraries.integers().between(1, 9),
            Arbitraries.integers().between(1, 4000),
            Arbitraries.integers().between(1, 4000))
        .as(Part::new)
        .list()
        .ofMaxSize(6)
        .uniqueElements(Part::number);
  }

  @Property(tries = 150)
  void secondPassChangesNothingAndOrderDoesNotMatter(
      @ForAll("repositories") List<Part> parts, @ForAll long seed) throws Exception {
    TextTree tree = new TextTree();
    parts.forEach(part -> part.into(tree));
    ChangedFiles first = apply(tree, parts);
    List<Part> shuffled = new ArrayList<>(parts);
    Collections.shuffle(shuffled, new Random(seed));
    ChangedFiles other = apply(tree, shuffled);

    assertThat(other.files().keySet()).isEqualTo(first.files().keySet());
    other.files().forEach((path, bytes) -> assertThat(bytes).isEqualTo(first.files().get(path)));
    assertThat(other.left()).isEqualTo(first.left());

    ChangedFiles second = apply(tree.with(first.files()), parts);
    assertThat(second.files()).isEmpty();
    assertThat(second.left()).isEqualTo(first.left());
    assertThat(second.placed().values()).noneMatch(ChangedFiles.Placed::changed);
  }

  private static ChangedFiles apply(TextTree tree, List<Part> parts) throws Exception {
    return Wanted.apply(tree, parts.stream().map(Part::wanted).toArray(Wanted[]::new));
  }

  @Property(tries = 150)
  void eachWorkloadIsPlacedOrLeftWithAReason(@ForAll("repositories") List<Part> parts)
      throws Exception {
    TextTree tree = new TextTree();
    parts.forEach(part -> part.into(tree));
    ChangedFiles changed = apply(tree, parts);
    for (Part part : parts) {
      boolean left = changed.left().stream().anyMatch(l -> l.ref().equals(part.wanted().ref()));
      boolean placed = changed.placed().containsKey(part.wanted().ref());
      boolean writes = part.layout() != Layout.MISSING;
      assertThat(placed).as(part + " " + changed.left()).isEqualTo(writes);
      assertThat(left).as(part + " " + changed.left()).isEqualTo(!writes);
    }
  }
}
