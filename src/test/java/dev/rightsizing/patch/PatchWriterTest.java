// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch;

import static dev.rightsizing.testkit.Containers.sizing;
import static dev.rightsizing.testkit.Containers.spec;
import static dev.rightsizing.testkit.Containers.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Patches;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchWriterTest {
  private static final ContainerSpec APP = spec("app", ContainerRole.MAIN, 0, "1/2", "1Gi/2Gi");

  private final PatchWriter writer = new PatchWriter();

  private Patches write(WorkloadKind kind, ContainerSpec spec, String cpu, String memory) {
    return writer.write(workload(kind, "web", 1, spec), List.of(sizing(spec, cpu, memory)));
  }

  @Test
  void namesOnlyWhatChanges() {
    Patches patches = write(WorkloadKind.DEPLOYMENT, APP, "250m/2", "1Gi/2Gi");

    assertThat(patches.strategicMerge().orElseThrow())
        .isEqualTo(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
              namespace: shop
            spec:
              template:
                spec:
                  containers:
                  - name: app
                    resources:
                      requests:
                        cpu: 250m
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e3", "0x1f", "007", "2024-01-01"})
  void aNameThatSomeReaderTakesForANumberIsQuoted(String name) {
    ContainerSpec spec = spec(name, ContainerRole.MAIN, 0, "1/2", "1Gi/2Gi");

    assertThat(write(WorkloadKind.DEPLOYMENT, spec, "250m/2", "1Gi/2Gi").strategicMerge())
        .hasValueSatisfying(patch -> assertThat(patch).contains("name: \"" + name + "\""));
  }

  /** No reader of templates lets such names through; the writer holds all the same. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n\u2028resources: [e]\u2028nameSuffix: | #",
        "\u2028a\u0085",
        "\u2029",
        "a\u007f",
        "a\u0007b",
        "\ufeffa",
        "a\tb",
        ".inf",
        "a: b",
        "- a",
        "#",
        "'",
        "\"",
        "y",
        "off"
      })
  void noNameLeavesItsPlaceInAnyForm(String name) {
    ContainerSpec spec = spec(name, ContainerRole.MAIN, 0, "1/2", "1Gi/2Gi");
    for (WorkloadKind kind : WorkloadKind.values()) {
      try {
        Patches patches = write(kind, spec, "250m/-", "1Gi/2Gi");
        for (Optional<String> form :
            List.of(patches.strategicMerge(), patches.kustomize(), patches.jsonPatch())) {
          form.ifPresent(
              text -> {
                assertThat(text).matches("[ -~\n]+");
                assertThat(new ReadBack().read(text)).isPresent();
                assertThat(text.lines()).noneMatch(l -> l.startsWith("resources"));
              });
        }
      } catch (IllegalStateException refused) {
        assertThat(refused).hasMessageContaining("no patch is offered");
      }
    }
  }

  @Property
  void anyTextAsANameIsReadBackTheSame(@ForAll String name) {
    ContainerSpec spec = spec(name, ContainerRole.MAIN, 0, "1/2", "1Gi/2Gi");
    try {
      String text =
          write(WorkloadKind.DEPLOYMENT, spec, "250m/2", "1Gi/2Gi").strategicMerge().get();

      Object read = new ReadBack().read(text).orElseThrow();
      assertThat(read.toString()).contains("{name=" + name + ", resources={requests={cpu=250m}}}");
    } catch (IllegalStateException refused) {
      assertThat(refused).hasMessageContaining("no patch is offered");
    }
  }

  @Test
  void whatTheParsersReadDifferentlyIsNotRead() {
    ReadBack readBack = new ReadBack();

    // The end of a comment to YAML 1.1 alone; 12:30 is sixty times twelve and thirty to it.
    assertThat(readBack.read("a: b #\u2028c: d\n")).isEmpty();
    assertThat(readBack.read("a: 1\na: 2\n")).isEmpty();
    assertThat(readBack.read("a: [\n")).isEmpty();
    assertThat(readBack.read("a: b\n")).contains(Map.of("a", "b"));
  }

  @Test
  void aKustomizeTargetMatchesTheNameToTheLetter() {
    Patches patches =
        writer.write(
            workload(WorkloadKind.DEPLOYMENT, "web.v1", 1, APP),
            List.of(sizing(APP, "250m/2", "1Gi/2Gi")));

    assertThat(patches.kustomize().orElseThrow()).contains("name: web\\.v1");
  }

  @Test
  void aLimitThatGoesIsTakenAwayByNull() {
    Patches patches = write(WorkloadKind.DEPLOYMENT, APP, "250m/-", "1Gi/2Gi");

    assertThat(patches.strategicMerge().orElseThrow()).contains("limits:\n").contains("cpu: null");
  }

  @Test
  void wholeCoresStayText() {
    Patches patches = write(WorkloadKind.DEPLOYMENT, APP, "3/6", "1Gi/2Gi");

    assertThat(patches.strategicMerge().orElseThrow()).contains("cpu: \"3\"");
  }

  @Test
  void aCronJobHasItsTemplateInTheJobTemplate() {
    Patches patches = write(WorkloadKind.CRONJOB, APP, "250m/500m", "1Gi/2Gi");

    assertThat(patches.strategicMerge().orElseThrow())
        .contains("apiVersion: batch/v1")
        .contains("  jobTemplate:\n    spec:\n      template:\n");
  }

  @Test
  void initContainersHaveAListOfTheirOwn() {
    ContainerSpec sidecar = spec("proxy", ContainerRole.SIDECAR, 0, "1/2", "1Gi/2Gi");

    Patches patches = write(WorkloadKind.STATEFULSET, sidecar, "250m/500m", "1Gi/2Gi");

    assertThat(patches.strategicMerge().orElseThrow())
        .contains("initContainers:")
        .doesNotContain(" containers:");
  }

  @Test
  void aJobsTemplateCannotBeChangedOnTheServer() {
    Patches patches = write(WorkloadKind.JOB, APP, "250m/500m", "1Gi/2Gi");

    assertThat(patches.strategicMerge()).isEmpty();
    assertThat(patches.kustomize()).isPresent();
  }

  @Test
  void aRolloutTakesAJsonPatchThatTestsTheContainersName() {
    Patches patches = write(WorkloadKind.ROLLOUT, APP, "250m/500m", "1Gi/2Gi");

    assertThat(patches.strategicMerge()).isEmpty();
    assertThat(patches.jsonPatch().orElseThrow())
        .startsWith("- op: test\n  path: /spec/template/spec/containers/0/name\n  value: app\n")
        .contains("path: /spec/template/spec/containers/0/resources/requests/cpu");
  }

  @Test
  void nothingChangesNothingIsWritten() {
    assertThat(write(WorkloadKind.DEPLOYMENT, APP, "1/2", "1Gi/2Gi")).isEqualTo(Patches.NONE);
  }

  @Test
  void kustomizeNamesItsTarget() {
    Patches patches = write(WorkloadKind.DEPLOYMENT, APP, "250m/2", "1Gi/2Gi");

    assertThat(patches.kustomize().orElseThrow())
        .startsWith("patches:\n- target:\n    group: apps\n    version: v1\n")
        .contains("  patch: |\n    apiVersion: apps/v1\n");
  }

  @Test
  void aManifestsPatchNamesWhatStandsBeforeAChangeSoThatKustomizeKeepsTheOrder() {
    // Kustomize would put second before first, and init containers run in their order.
    ContainerSpec first = spec("first", ContainerRole.INIT, 0, "1/2", "1Gi/2Gi");
    ContainerSpec second = spec("second", ContainerRole.INIT, 1, "1/2", "1Gi/2Gi");
    ContainerSpec third = spec("third", ContainerRole.INIT, 2, "1/2", "1Gi/2Gi");
    Workload workload = workload(WorkloadKind.DEPLOYMENT, "web", 1, first, second, third);

    Patches patches =
        new PatchWriter()
            .write(
                workload,
                List.of(
                    sizing(first, "1/2", "1Gi/2Gi"),
                    sizing(second, "500m/1", "1Gi/2Gi"),
                    sizing(third, "1/2", "1Gi/2Gi")));

    String kustomize = patches.kustomize().orElseThrow();
    assertThat(kustomize.indexOf("name: first")).isPositive();
    assertThat(kustomize.indexOf("name: second")).isGreaterThan(kustomize.indexOf("name: first"));
    assertThat(kustomize).doesNotContain("third");
    assertThat(patches.strategicMerge().orElseThrow()).doesNotContain("first");
  }
}
