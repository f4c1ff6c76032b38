// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestTreeTest {
  private static final String SHOP = ManifestChangesTest.CHECKOUT;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void nextCommitReadsWhatChangedOnly() throws Exception {
    TextTree tree = TextTree.of("a.yaml", SHOP, "b.yaml", "x: 1", "c.txt", "kind: Deployment");
    ManifestTree first = ManifestTree.of(tree);
    assertThat(tree.reads()).as("text files are not read").isEqualTo(2);
    TextTree newer =
        tree.with(Map.of("b.yaml", bytes(SHOP.replace("name: checkout", "name: search"))));
    ManifestTree second = first.next(newer);
    assertThat(newer.reads()).isEqualTo(1);
    assertThat(second.read()).isEqualTo(1);
    assertThat(second.objects("Deployment", "search")).hasSize(1);
    assertThat(first.objects("Deployment", "search")).isEmpty();
  }

  @Test
  void fileThatIsGoneIsNoLongerFound() throws Exception {
    ManifestTree first = ManifestTree.of(TextTree.of("a.yaml", SHOP));
    assertThat(first.next(TextTree.of("b.yaml", "x: 1")).objects("Deployment", "checkout"))
        .isEmpty();
  }

  /** Bounds are far above what it takes, so that a busy machine does not fail them. */
  @Test
  void largeRepositoryIsReadAndEditedInSeconds() throws Exception {
    TextTree tree = new TextTree();
    List<Wanted> wanted = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      if (i % 5 == 0) {
        tree.with(
            "apps/team" + i % 40 + "/w" + i + "/deployment.yaml",
            SHOP.replace("name: checkout", "name: w" + i));
      } else {
        tree.with("apps/team" + i % 40 + "/config" + i + ".yaml", config(i));
      }
    }
    for (int i = 0; i < 5000; i += 5) {
      wanted.add(
          Wanted.of(
              "shop/Deployment/w" + i, "app cpu 1/- -> 200m/-", "app memory 1Gi/1Gi -> 1Gi/2Gi"));
    }
    long start = System.nanoTime();
    ManifestTree index = ManifestTree.of(tree);
    long indexed = System.nanoTime();
    List<Placement> placements = wanted.stream().map(Wanted::placement).toList();
    ChangedFiles few = new ManifestChanges().apply(index, placements.subList(0, 200));
    long edited = System.nanoTime();
    ChangedFiles all = new ManifestChanges().apply(index, placements);
    long allEdited = System.nanoTime();
    ManifestTree next = index.next(tree.with(Map.of("apps/new.yaml", bytes(SHOP))));
    long nexted = System.nanoTime();

    assertThat(few.files()).hasSize(200);
    assertThat(all.files()).hasSize(1000);
    assertThat(next.read()).isEqualTo(1);
    System.out.printf(
        "index %d ms, 200 workloads %d ms, 1000 workloads %d ms, next commit %d ms%n",
        (indexed - start) / 1_000_000,
        (edited - indexed) / 1_000_000,
        (allEdited - edited) / 1_000_000,
        (nexted - allEdited) / 1_000_000);
    assertThat(Duration.ofNanos(edited - start)).isLessThan(Duration.ofSeconds(20));
    assertThat(Duration.ofNanos(allEdited - edited)).isLessThan(Duration.ofSeconds(10));
    assertThat(Duration.ofNanos(nexted - allEdited)).isLessThan(Duration.ofSeconds(2));
  }

  private static String config(int i) {
    return """
        apiVersion: v1
        kind: %s
        metadata:
          name: config-%d
        data:
          text: |
            %s
        """
        .formatted(
            i % 2 == 0 ? "ConfigMap" : "Service", i, "some words of a file of settings ".repeat(40));
  }
}
