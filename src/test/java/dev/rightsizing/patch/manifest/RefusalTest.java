// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import static dev.rightsizing.patch.manifest.EditedText.values;
import static dev.rightsizing.patch.manifest.InsertionTest.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.patch.edit.Refusal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not edited, and what the report says. */
class RefusalTest {
  private static final String[] SIZES = {"app cpu request 100m", "app cpu limit 200m"};

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "resources: &r|  requests: {cpu: 1}|other: *r|;shared through the anchor &r with line 3",
        "resources:|  requests: &q {cpu: 1}|  limits: *q|;shared through the anchor &q with line 3",
        "a: &a 1|resources: {requests: {cpu: *a}}|;cpu on line 2 is the alias *a of line 1",
        "resources: {requests: {cpu: *a}}|;alias *a of nothing",
        "d: &d {requests: {cpu: 1}}|resources: {<<: *d}|;merge key << on line 2 supplies requests",
        "d: &d {cpu: 1}|resources:|  requests: {<<: [*d]}|;merge key << on line 3 supplies cpu",
        "resources: {<<: *d}|;merge key << on line 1 may supply requests",
        "resources: {requests: {cpu: '{{ .Values.cpu }}'}};template expression {{ .Values.cpu }}",
        "resources: {requests: {cpu: ${CPU}}};template expression ${CPU}",
        "resources: {requests: {cpu: {{ .cpu }}}};template expression {{ .cpu }}",
        "resources: {requests: {cpu: 1{{ .unit }}}};template expression {{ .unit }}",
        "resources: {{ toYaml .r }};resources on line 1 is the template expression",
        "resources:|  {{- toYaml .r | nindent 2 }}|;{{- toYaml .r   nindent 2 }} on line 2 may"
            + " write resources",
        "resources:|  requests:|    cpu: |-|     1|;is a block scalar",
        "resources:|  requests:|    cpu: !!int 1|;has the tag tag:yaml.org,2002:int",
        "resources:|  requests:|    cpu: lots|;'lots' on line 3 is not a quantity",
        "resources:|  requests:|    cpu: [1]|;line 3 has no quantity but",
        "resources:|  requests: 5|;requests on line 2 is not a mapping",
        "resources: {}|b: 1|resources: {}|;resources stands twice, on lines 1 and 3",
        "resources:|  requests:|    cpu: 1|    cpu: 2|;cpu stands twice, on lines 3 and 4",
      })
  void namesTheLineAndWhatToDo(String text, String message) {
    String file = lines(text.replace("|-|", "\u0001")).replace("\u0001", "|-\n");
    file = file.replace(".r \n nindent", ".r | nindent");
    EditedText edited = values(file, "resources", SIZES);
    assertThat(edited.text()).isEqualTo(file);
    assertThat(edited.refused()).hasSize(1);
    Refusal refusal = edited.refused().get(0);
    assertThat(refusal.container()).isEqualTo("app");
    assertThat(refusal.resource()).contains(Resource.CPU);
    assertThat(refusal.reason()).isEqualTo(Reason.MANIFEST_NOT_EDITABLE);
    assertThat(refusal.message().replace('|', ' '))
        .startsWith("container app: ")
        .contains(message)
        .contains("; ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "d: &d {requests: {cpu: 0.1}, limits: {cpu: '0.2'}}|resources: {<<: *d}",
        "d: &d {requests: {cpu: 0.1}, limits: {cpu: '0.2'}}|resources: *d",
        "resources: {requests: {cpu: &c 1e-1}, limits: {cpu: 200m}, other: *c}",
        "resources:|  requests:|    cpu: |-|     100m|  limits:|    cpu: 0.20|",
      })
  void leavesWhatSaysItAlreadyInPeace(String text) {
    String file = lines(text.replace("|-|", "\u0001")).replace("\u0001", "|-\n");
    assertThat(values(file, "resources", SIZES)).isEqualTo(new EditedText(file, List.of()));
  }

  @Test
  void writesBothBoundsOfAResourceOrNone() {
    String file = "resources: {requests: {cpu: 1, memory: 1Gi}, limits: {cpu: '{{ .x }}'}}";
    EditedText edited =
        values(file, "resources", "app cpu request 2", "app cpu limit 4", "app memory request 2Gi");
    assertThat(edited.text()).isEqualTo(file.replace("1Gi", "2Gi"));
    assertThat(edited.refused())
        .extracting(Refusal::resource)
        .containsExactly(java.util.Optional.of(Resource.CPU));
  }

  @Test
  void neverLeavesARequestOverItsLimit() {
    String file = "resources:\n  requests: {cpu: 1}\n  limits: {cpu: 2}\n";
    EditedText edited = values(file, "resources", "app cpu request 3");
    assertThat(edited.text()).isEqualTo(file);
    assertThat(edited.refused().get(0).message())
        .isEqualTo(
            "container app: the cpu request 3 would be over the limit 2 of line 3; change both"
                + " together");
  }

  @Test
  void namesTheContainersThatShareAnAnchor() {
    String file =
        """
        spec:
          template:
            spec:
              containers:
                - name: app
                  resources: &small
                    requests: {cpu: 1}
                - name: sidecar
                  resources: *small
              initContainers:
                - name: setup
                  resources: {<<: *small}
        """;
    assertThat(EditedText.deployment(file, "app cpu request 2").refused().get(0).message())
        .contains("through the anchor &small with sidecar (line 9), setup (line 12)");
    assertThat(EditedText.deployment(file, "sidecar cpu request 2").refused().get(0).message())
        .contains("resources on line 9 is the alias *small")
        .contains("shared with app (line 6), setup (line 12)");
  }

  @Test
  void saysWhereTheSizesOfARolloutStand() {
    String file =
        "kind: Rollout\nspec:\n  workloadRef:\n    kind: Deployment\n    name: checkout\n";
    assertThat(
            EditedText.workload(file, WorkloadKind.ROLLOUT, "app cpu request 2")
                .refused()
                .get(0)
                .message())
        .isEqualTo(
            "the Rollout takes its template from Deployment checkout (spec.workloadRef on line 4);"
                + " the sizes stand there");
  }

  @Test
  void addsNothingWhereATemplateMayWriteIt() {
    String chart =
        """
        spec:
          template:
            spec:
              containers:
                - name: app
                  image: a
                  {{- with .Values.resources }}
                  resources:
                    {{- toYaml . | nindent 12 }}
                  {{- end }}
                - name: bare
                  image: b
                  {{- include "more" . | nindent 10 }}
                - name: free
                  image: "{{ .Values.image }}"
        {{- end }}
        """;
    EditedText edited =
        EditedText.deployment(
            chart, "app cpu request 1", "bare cpu request 1", "free cpu request 1");
    assertThat(edited.refused()).extracting(Refusal::container).containsExactly("app", "bare");
    assertThat(edited.text())
        .isEqualTo(
            chart.replace(
                "{{ .Values.image }}\"\n",
                "{{ .Values.image }}\"\n          resources:\n            requests:\n"
                    + "              cpu: 1\n"));
  }

  @Test
  void reportsAContainerThatIsNotThere() {
    String file =
        "spec: {template: {spec: {containers: [{name: '{{ .x }}'}], initContainers: []}}}";
    assertThat(EditedText.deployment(file, "app cpu request 1").refused())
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.reason()).isEqualTo(Reason.MANIFEST_NOT_EDITABLE);
              assertThat(r.message()).contains("the name on line 1 is a template expression");
            });
    assertThat(EditedText.deployment(file, "init:app cpu request 1").refused())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).isEqualTo(Reason.CONTAINER_NOT_FOUND));
    assertThat(EditedText.deployment("spec: {}", "* cpu request 1").refused())
        .singleElement()
        .satisfies(
            r -> assertThat(r.message()).contains("has no spec.template.spec, as template is"));
  }

  @Test
  void keepsAKeyThatATemplateMayWriteMoreOf() {
    String file =
        "resources:\n  limits:\n    cpu: 1\n    {{- toYaml .more | nindent 4 }}\nother: 1\n";
    EditedText edited = values(file, "resources", "app cpu limit -");
    assertThat(edited.text()).isEqualTo(file);
    assertThat(edited.refused().get(0).message()).contains("on line 4 may write more limits");
  }

  /** Followed to their ends they would be 2^100 mappings. */
  @Test
  void givesUpOnMergeKeysThatMultiply() {
    StringBuilder file = new StringBuilder("a0: &a0 {x: 1}\n");
    for (int i = 1; i <= 100; i++) {
      file.append("a%d: &a%d {<<: [*a%d, *a%d]}\n".formatted(i, i, i - 1, i - 1));
    }
    file.append("resources: {<<: *a100}\n");
    EditedText edited =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> values(file.toString(), "resources", SIZES));
    assertThat(edited.text()).isEqualTo(file.toString());
    assertThat(edited.refused().get(0).message())
        .contains("the merge key << on line 102 may supply requests");
  }
}
