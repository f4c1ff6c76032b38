// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import static dev.rightsizing.patch.manifest.EditedText.values;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that a file has not yet, in its own style. */
class InsertionTest {
  private static final String[] ALL = {
    "app cpu request 100m", "app cpu limit 200m", "app memory request 1Gi", "app memory limit 2Gi"
  };

  /** Line feeds are written as {@code |}. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "a: 1;a: 1|resources:|  requests:|    cpu: 100m|    memory: 1Gi|  limits:|    cpu: 200m|   "
            + " memory: 2Gi",
        "a: 1|;a: 1|resources:|  requests:|    cpu: 100m|    memory: 1Gi|  limits:|    cpu: 200m|  "
            + "  memory: 2Gi|",
        "a:|    b: 1 # x|# end|;a:|    b: 1 # x|resources:|    requests:|        cpu: 100m|       "
            + " memory: 1Gi|    limits:|        cpu: 200m|        memory: 2Gi|# end|",
        "resources: {} # none|  # hint|b: 1|;resources: # none|  requests:|    cpu: 100m|   "
            + " memory: 1Gi|  limits:|    cpu: 200m|    memory: 2Gi|  # hint|b: 1|",
        "resources: {}  |;resources:  |  requests:|    cpu: 100m|    memory: 1Gi|  limits:|    cpu:"
            + " 200m|    memory: 2Gi|",
        "resources:|  # hint|b: 1|;resources:|  requests:|    cpu: 100m|    memory: 1Gi|  limits:| "
            + "   cpu: 200m|    memory: 2Gi|  # hint|b: 1|",
        "resources: ~ # x|;resources: # x|  requests:|    cpu: 100m|    memory: 1Gi|  limits:|   "
            + " cpu: 200m|    memory: 2Gi|",
        "resources: null;resources:|  requests:|    cpu: 100m|    memory: 1Gi|  limits:|    cpu:"
            + " 200m|    memory: 2Gi",
        "resources:|  limits: {cpu: 1, memory: '3Gi'}|;resources:|  limits: {cpu: 200m, memory:"
            + " '2Gi'}|  requests: {cpu: 100m, memory: 1Gi}|",
        "resources:|  requests: { cpu: '1' }|;resources:|  requests: { cpu: '100m', memory: '1Gi'"
            + " }|  limits: { cpu: '200m', memory: '2Gi' }|",
        "resources: {requests: {cpu: 1}};resources: {requests: {cpu: 100m, memory: 1Gi}, limits:"
            + " {cpu: 200m, memory: 2Gi}}",
        "resources: {requests: {}, limits: };resources: {requests: {cpu: 100m, memory: 1Gi},"
            + " limits: {cpu: 200m, memory: 2Gi} }",
        "{resources};{resources: {requests: {cpu: 100m, memory: 1Gi}, limits: {cpu: 200m, memory:"
            + " 2Gi}}}",
        "{};{resources: {requests: {cpu: 100m, memory: 1Gi}, limits: {cpu: 200m, memory: 2Gi}}}",
        "resources:|  requests:|    memory:|    cpu: ~|  limits:|    memory: '3Gi' # m|;resources:|"
            + "  requests:|    memory: '1Gi'|    cpu: '100m'|  limits:|    memory: '2Gi' # m|   "
            + " cpu: '200m'|",
        "resources:|  limits:|    memory: 1Gi|    # cpu: 1|  # after|;resources:|  limits:|   "
            + " memory: 2Gi|    cpu: 200m|    # cpu: 1|  requests:|    cpu: 100m|    memory: 1Gi| "
            + " # after|",
      })
  void areAddedInTheStyleOfTheFile(String before, String after) {
    EditedText edited = values(lines(before), "resources", ALL);
    assertThat(edited.text()).isEqualTo(lines(after));
    assertThat(edited.refused()).isEmpty();
    assertThat(values(edited.text(), "resources", ALL).text()).isEqualTo(edited.text());
    String crlf = lines(before).replace("\n", "\r\n");
    assertThat(values(crlf, "resources", ALL).text())
        .isEqualTo(crlf.contains("\r\n") ? lines(after).replace("\n", "\r\n") : lines(after));
  }

  @Test
  void areAddedBeforeABlockScalarThatALineAfterItWouldChange() {
    for (String scalar : new String[] {"|+\n  x\n\n\n", "|\n  x", ">+\n  x\n\n"}) {
      EditedText edited = values("a: 1\nb: " + scalar, "resources", "app cpu request 1");
      assertThat(edited.text())
          .isEqualTo("a: 1\nresources:\n  requests:\n    cpu: 1\nb: " + scalar);
      edited = values("b: " + scalar, "resources", "app cpu request 1");
      assertThat(edited.text()).isEqualTo("resources:\n  requests:\n    cpu: 1\nb: " + scalar);
    }
  }

  @Test
  void areAddedBehindABlockScalarAndBeforeItsBlankLines() {
    assertThat(values("b: |\n  x\n\n\n# c\n", "resources", "app cpu request 1").text())
        .isEqualTo("b: |\n  x\nresources:\n  requests:\n    cpu: 1\n\n\n# c\n");
  }

  @Test
  void areAddedInJsonAsJson() {
    String json =
        """
        {
          "image": "a",
          "resources": {
            "requests": {
              "cpu": "1"
            }
          }
        }
        """;
    assertThat(values(json, "resources", ALL).text())
        .isEqualTo(
            """
            {
              "image": "a",
              "resources": {
                "requests": {
                  "cpu": "100m",
                  "memory": "1Gi"
                },
                "limits": {"cpu": "200m", "memory": "2Gi"}
              }
            }
            """);
    assertThat(values("{\"a\":1}", "resources", "app cpu request 1").text())
        .isEqualTo("{\"a\":1, \"resources\": {\"requests\": {\"cpu\": \"1\"}}}");
  }

  @Test
  void areAddedAtALongPath() {
    assertThat(values("a: 1\n", "x.y.resources", "app cpu request 1").text())
        .isEqualTo("a: 1\nx:\n  y:\n    resources:\n      requests:\n        cpu: 1\n");
    assertThat(values("x:\n    b: 1\n", "x.resources", "app cpu request 1").text())
        .isEqualTo("x:\n    b: 1\n    resources:\n        requests:\n            cpu: 1\n");
  }

  @Test
  void ofContainersFollowTheIndentationOfTheirList() {
    String file =
        """
        spec:
          template:
            spec:
              containers:
              - image: a
                name: app
              - {name: flow, image: b}
              -   name: far
                  image: c
        """;
    assertThat(
            EditedText.deployment(
                    file, "app cpu request 1", "flow cpu request 2", "far cpu request 3")
                .text())
        .isEqualTo(
            """
            spec:
              template:
                spec:
                  containers:
                  - image: a
                    name: app
                    resources:
                      requests:
                        cpu: 1
                  - {name: flow, image: b, resources: {requests: {cpu: 2}}}
                  -   name: far
                      image: c
                      resources:
                        requests:
                          cpu: 3
            """);
  }

  static String lines(String text) {
    return text.replace('|', '\n');
  }
}
