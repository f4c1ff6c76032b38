// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import static dev.rightsizing.patch.manifest.EditedText.values;
import static dev.rightsizing.patch.manifest.InsertionTest.lines;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits that are taken away. */
class RemovalTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "resources:|  limits:|    cpu: 1 # own|    # other|    memory: 1Gi|x: 1|;resources:| "
            + " limits:|    # other|    memory: 1Gi|x: 1|",
        "resources:|  limits:|    memory: 1Gi|    cpu: 1|;resources:|  limits:|    memory: 1Gi|",
        "resources:|  limits:|    memory: 1Gi|    cpu: 1;resources:|  limits:|    memory: 1Gi",
        "resources:|  requests:|    cpu: 1|  limits: # l|    # why|    cpu: 1|x: 1|;resources:| "
            + " requests:|    cpu: 1|    # why|x: 1|",
        "resources:|  requests:|    cpu: 1|  limits:|    cpu: 1;resources:|  requests:|    cpu: 1",
        "resources: # r|  limits:|    cpu: 1|x: 1|;resources: {} # r|x: 1|",
        "resources:|  limits: {cpu: 1} # l|  requests: {cpu: 1}|;resources:|  requests: {cpu: 1}|",
        "resources:|  limits: {cpu: 1, memory: 1Gi}|;resources:|  limits: {memory: 1Gi}|",
        "resources:|  limits: {memory: 1Gi, cpu: 1}|;resources:|  limits: {memory: 1Gi}|",
        "resources: {limits: {cpu: 1}, requests: {cpu: 1}}|;resources: {requests: {cpu: 1}}|",
        "resources: {requests: {cpu: 1}, limits: {cpu: 1}}|;resources: {requests: {cpu: 1}}|",
        "resources: {limits: {cpu: 1}}|;resources: {}|",
        "resources:|  limits: {}|;resources:|  limits: {}|",
        "a: 1|;a: 1|",
        "resources:|  limits:|    cpu:|    memory: 1Gi|;resources:|  limits:|    cpu:|    memory:"
            + " 1Gi|",
      })
  void takeTheirOwnLinesAlone(String before, String after) {
    EditedText edited = values(lines(before), "resources", "app cpu limit -");
    assertThat(edited.refused()).isEmpty();
    assertThat(edited.text()).isEqualTo(lines(after));
    assertThat(values(lines(before).replace("\n", "\r\n"), "resources", "app cpu limit -").text())
        .isEqualTo(lines(after).replace("\n", "\r\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "resources:|  limits:|    cpu: 1|    memory: 1Gi;resources:|  limits:|    memory: 2Gi| "
            + " requests:|    cpu: 3|",
        "resources:|  limits:|    cpu: 1;resources:|  limits:|    memory: 2Gi|  requests:|    cpu:"
            + " 3",
        "resources: {limits: {cpu: 1}};resources: {limits: {memory: 2Gi}, requests: {cpu: 3}}",
      })
  void goWhileOthersCome(String before, String after) {
    EditedText edited =
        values(
            lines(before),
            "resources",
            "app cpu limit -",
            "app memory limit 2Gi",
            "app cpu request 3");
    assertThat(edited.refused()).isEmpty();
    assertThat(edited.text().stripTrailing()).isEqualTo(lines(after).stripTrailing());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "resources:|  requests:|    cpu: 1|  limits:|    cpu: 1;resources: {}",
        "resources:|  requests:|    cpu: 1|  limits: {cpu: 1}|b: 1;resources: {}|b: 1",
        "resources: {requests: {cpu: 1}, limits: {cpu: 1}};resources: {}",
      })
  void leaveEmptyBracesWhereNothingIsLeft(String before, String after) {
    EditedText edited = values(lines(before), "resources", "app cpu limit -", "app cpu request -");
    assertThat(edited.refused()).isEmpty();
    assertThat(edited.text()).isEqualTo(lines(after));
  }
}
