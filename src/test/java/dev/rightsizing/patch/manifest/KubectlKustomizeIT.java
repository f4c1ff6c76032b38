// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Kustomize makes of an overlay before and after differs in the sizes alone. */
class KubectlKustomizeIT {
  private static final String BASE = ManifestChangesTest.CHECKOUT;
  private static final String PROD = "namespace: shop\nresources: [../base]\n";
  private static final String SIZE =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: checkout}
      spec: {template: {spec: {containers: [{name: app, resources: {requests: {cpu: 1}}}]}}}
      """;

  @TempDir Path folder;

  @BeforeAll
  static void kubectlIsThere() throws Exception {
    Process process = new ProcessBuilder("sh", "-c", "command -v kubectl").start();
    process.getInputStream().readAllBytes();
    assumeThat(process.waitFor()).as("kubectl is on the PATH").isZero();
  }

  private static TextTree tree(String prod, String... more) {
    TextTree tree =
        TextTree.of(
            "base/kustomization.yaml",
            "resources: [checkout.yaml]\n",
            "base/checkout.yaml",
            BASE,
            "prod/kustomization.yaml",
            prod,
            "test/kustomization.yaml",
            "namespace: test\nresources: [../base]\n");
    for (int i = 0; i < more.length; i += 2) {
      tree.with(more[i], more[i + 1]);
    }
    return tree;
  }

  static Stream<Arguments> overlays() {
    String name = "shop/Deployment/checkout";
    return Stream.of(
        Arguments.of("new patch", tree(PROD), Wanted.of(name, "app cpu 1/- -> 200m/-")),
        Arguments.of(
            "second container, limits go and come",
            tree(PROD),
            Wanted.of(name, "proxy cpu 100m/- -> 50m/80m", "app memory 1Gi/1Gi -> 400Mi/-")),
        Arguments.of(
            "base with a namespace of its own",
            tree(
                PROD.replace("namespace: shop\n", ""),
                "base/kustomization.yaml",
                "namespace: shop\nresources: [checkout.yaml]\n"),
            Wanted.of(name, "app cpu 1/- -> 200m/-").below("prod")),
        Arguments.of(
            "patch of the overlay",
            tree(PROD + "patches: [{path: size.yaml}]\n", "prod/size.yaml", SIZE),
            Wanted.of(name, "app cpu 1/- -> 200m/-", "app memory 1Gi/1Gi -> 1Gi/2Gi")),
        Arguments.of(
            "patch for all, which stays",
            tree(
                PROD + "patches: [{path: size.yaml, target: {kind: Deployment}}]\n",
                "prod/size.yaml",
                SIZE),
            Wanted.of(name, "app cpu 1/- -> 200m/-")),
        Arguments.of(
            "operations in the kustomization",
            tree(
                PROD
                    + """
                    patches:
                    - target: {kind: Deployment, name: checkout}
                      patch: |
                        - op: replace
                          path: /spec/template/spec/containers/1/resources/requests/cpu
                          value: 300m
                    """),
            Wanted.of(name, "proxy cpu 300m/- -> 50m/-")),
        Arguments.of(
            "names with prefix",
            tree(
                "namespace: shop\nnamePrefix: eu-\nresources: [../mid]\n",
                "mid/kustomization.yaml",
                "nameSuffix: -v2\nresources: [../base]\n"),
            Wanted.of("shop/Deployment/eu-checkout-v2", "app cpu 1/- -> 200m/-")),
        Arguments.of(
            "component",
            tree(
                PROD + "components: [../big]\n",
                "big/kustomization.yaml",
                "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches: [{path:"
                    + " s.yaml}]\n",
                "big/s.yaml",
                SIZE),
            Wanted.of(name, "app cpu 1/- -> 200m/-")),
        Arguments.of(
            "rollout",
            tree(
                PROD,
                "base/checkout.yaml",
                BASE.replace("apps/v1", "argoproj.io/v1alpha1").replace("Deployment", "Rollout")),
            Wanted.of(
                "shop/Rollout/checkout",
                "app cpu 1/- -> 200m/-",
                "proxy memory 64Mi/- -> 32Mi/48Mi")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("overlays")
  void onlySizesDiffer(String title, TextTree tree, Wanted wanted) throws Exception {
    JsonNode before = rendered(tree, "prod");
    JsonNode test = rendered(tree, "test");
    ChangedFiles changed = Wanted.apply(tree, wanted);
    assertThat(changed.left()).isEmpty();
    assertThat(changed.files()).isNotEmpty();
    TextTree edited = tree.with(changed.files());
    JsonNode after = rendered(edited, "prod");

    assertThat(rendered(edited, "test")).isEqualTo(test);
    SortedMap<String, String> expected = sizes(before);
    wanted
        .placement()
        .change()
        .edits()
        .forEach(
            edit -> {
              String key =
                  edit.container() + " " + edit.bound().key() + " " + edit.resource().key();
              expected.remove(key);
              edit.to().ifPresent(amount -> expected.put(key, amount.toQuantity()));
            });
    assertThat(sizes(after)).isEqualTo(expected);
    assertThat(withoutSizes(after)).isEqualTo(withoutSizes(before));
  }

  private JsonNode rendered(TextTree tree, String overlay) throws Exception {
    Path at = Files.createTempDirectory(folder, "tree");
    for (Map.Entry<String, byte[]> file : tree.files().entrySet()) {
      Path path = at.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    Process process =
        new ProcessBuilder("kubectl", "kustomize", at.resolve(overlay).toString())
            .redirectError(at.resolve("error").toFile())
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(at.resolve("error"))).isZero();
    return new YAMLMapper().readTree(out);
  }

  private static Iterable<JsonNode> containers(JsonNode workload) {
    return workload.at("/spec/template/spec/containers");
  }

  private static SortedMap<String, String> sizes(JsonNode workload) throws IOException {
    SortedMap<String, String> sizes = new TreeMap<>();
    for (JsonNode container : containers(workload)) {
      container
          .path("resources")
          .properties()
          .forEach(
              bound ->
                  bound
                      .getValue()
                      .properties()
                      .forEach(
                          size ->
                              sizes.put(
                                  container.path("name").asText()
                                      + " "
                                      + bound.getKey()
                                      + " "
                                      + size.getKey(),
                                  size.getValue().asText())));
    }
    return sizes;
  }

  private static JsonNode withoutSizes(JsonNode workload) {
    JsonNode copy = workload.deepCopy();
    containers(copy).forEach(container -> ((ObjectNode) container).remove("resources"));
    return copy;
  }
}
