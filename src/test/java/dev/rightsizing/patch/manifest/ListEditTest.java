// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import static dev.rightsizing.patch.manifest.EditedText.appended;
import static dev.rightsizing.patch.manifest.InsertionTest.lines;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries of a kustomization.yaml. */
class ListEditTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "kind: K|;kind: K|patches:|- path: a.yaml|",
        "kind: K;kind: K|patches:|- path: a.yaml",
        "resources:|  - x # c|  # y|# end|;resources:|  - x # c|  # y|patches:|  - path: a.yaml|# end|",
        "resources:|- x|;resources:|- x|patches:|- path: a.yaml|",
        "patches:|  - path: b.yaml # c||# end|x: 1|;patches:|  - path: b.yaml # c|  - path: a.yaml||# end|x: 1|",
        "patches: [] # none|x: 1|;patches: # none|- path: a.yaml|x: 1|",
        "patches:|x: 1|;patches:|- path: a.yaml|x: 1|",
        "patches: [{path: b.yaml}]|;patches: [{path: b.yaml}, {path: a.yaml}]|",
        "{kind: K};{kind: K, patches: [{path: a.yaml}]}",
        "patches:|-   target:|      kind: X|    path: b|;patches:|-   target:|      kind: X|    path: b|- path: a.yaml|",
        "patches:|- patch: >-|    x||- path: b|;patches:|- patch: >-|    x||- path: b|- path: a.yaml|",
        "patches:|- patch: >-|    x|||x: 1;patches:|- patch: >-|    x|- path: a.yaml|||x: 1",
        "patches:|  - patch: >|      x;patches:|  - path: a.yaml|  - patch: >|      x",
        "x: 1|patches:|  - patch: >+|      x||;x: 1|patches:|  - path: a.yaml|  - patch: >+|      x||",
      })
  void areAddedInTheStyleOfTheList(String before, String after) {
    EditedText edited = appended(lines(before), "patches", "path: a.yaml");
    assertThat(edited.refused()).isEmpty();
    assertThat(edited.text()).isEqualTo(lines(after));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "resources:|    - x|;resources:|    - x|patches:|    - target:|        kind: X|      path: a.yaml|",
        "patches:|    - path: b|;patches:|    - path: b|    - target:|        kind: X|      path: a.yaml|",
      })
  void mayHaveSeveralLines(String before, String after) {
    EditedText edited = appended(lines(before), "patches", "target:\n  kind: X\npath: a.yaml\n");
    assertThat(edited.refused()).isEmpty();
    assertThat(edited.text()).isEqualTo(lines(after));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {"patches: x;is not a list", "patches: *a;is not a list", "patches: [a];in brackets"})
  void areRefusedWhereThereIsNoRoom(String text, String message) {
    EditedText edited = appended(text, "patches", "target:\n  kind: X\npath: a.yaml\n");
    assertThat(edited.text()).isEqualTo(text);
    assertThat(edited.refused())
        .singleElement()
        .satisfies(r -> assertThat(r.message()).contains(message));
  }
}
