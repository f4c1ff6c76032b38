// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
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

  /** In time of the processor, so that a busy machine does not fail it. */
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
    ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
    long start = cpu.getCurrentThreadCpuTime();
    ManifestTree index = ManifestTree.of(tree);
    long indexed = cpu.getCurrentThreadCpuTime();
    List<Placement> placements = wanted.stream().map(Wanted::placement).toList();
    ChangedFiles few = new ManifestChanges().apply(index, placements.subList(0, 200));
    long edited = cpu.getCurrentThreadCpuTime();
    ChangedFiles all = new ManifestChanges().apply(index, placements);
    long allEdited = cpu.getCurrentThreadCpuTime();
    ManifestTree next = index.next(tree.with(Map.of("apps/new.yaml", bytes(SHOP))));
    long nexted = cpu.getCurrentThreadCpuTime();

    assertThat(few.files()).hasSize(200);
    assertThat(all.files()).hasSize(1000);
    assertThat(next.read()).isEqualTo(1);
    assertThat(Duration.ofNanos(edited - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(Duration.ofNanos(allEdited - edited)).isLessThan(Duration.ofSeconds(2));
    assertThat(Duration.ofNanos(nexted - allEdited)).isLessThan(Duration.ofMillis(500));
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
            i % 2 == 0 ? "ConfigMap" : "Service",
            i,
            "some words of a file of settings ".repeat(40));
  }
}
