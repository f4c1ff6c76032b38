// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rightsizing.cli.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected texts are what {@code kubectl get -o jsonpath} prints for the same objects. */
class TemplateTest {
  private static final String OBJECTS =
      """
      kind: List
      items:
      - metadata: {name: one, uid: u1, labels: {rightsizing.dev/policy: shop, app: web}}
        status:
          replicas: 3
          display: {cpu: 1->219m}
          conditions: [{type: Ready, status: "True"}, {type: AtRisk, status: "False"}]
      - metadata: {name: two, uid: u2, labels: {rightsizing.dev/policy: books}}
        status:
          replicas: 12
          conditions: [{type: Ready, status: "False"}]
      """;

  private static String of(String template) throws Exception {
    JsonNode objects = new YAMLMapper().readTree(OBJECTS);
    return Template.parse(template).of(objects);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{.items[*].metadata.name}|one two",
        "{.items[0].metadata.name}|one",
        "{$.items[1].metadata.name}|two",
        "{@.kind}|List",
        "{.items[-1:].metadata.name}|two",
        "{.items[0:1].metadata.name}|one",
        "{..name}|one two",
        "{.items[*].status.replicas}|3 12",
        "{.items[*].metadata.labels.rightsizing\\.dev/policy}|shop books",
        "{.items[*].metadata.labels['rightsizing\\.dev/policy']}|shop books",
        "{.items[*]['metadata.name']}|one two",
        "{.items[*]['metadata.name', 'status.replicas']}|one two 3 12",
        "{.items[*]['metadata.name', 'status.none']}|one two",
        "{.items[0].metadata.labels}|{\"rightsizing.dev/policy\":\"shop\",\"app\":\"web\"}",
        "{.items[?(@.status.replicas>5)].metadata.name}|two",
        "{.items[*].status.conditions[?(@.type==\"Ready\")].status}|True False",
        "{.items[?(@.metadata.name=='two')].status.replicas}|12",
        "{.items[*].metadata['name','uid']}|one two u1 u2",
        "{.items[0].status.conditions[0]['status', 'type']}|True Ready",
        "{.items[*].status.display.cpu}|1->219m",
        "{range .items[*]}{.metadata.name}={.status.replicas};{end}|one=3;two=12;",
        "{range .items[*]}{range .status.conditions[*]}{.type}{','}{end}{\"/\"}{end}|Ready,AtRisk,/Ready,/",
        "names: {.items[*].metadata.name}!|names: one two!",
        "{.items[*].metadata.absent}{.nothing[0].at.all}|''",
      })
  void saysWhatKubectlSays(String template, String expected) throws Exception {
    assertThat(of(template)).isEqualTo(expected);
  }

  @Test
  void writesLineBreaksAndTabs() throws Exception {
    assertThat(of("{range .items[*]}{.metadata.name}{\"\\t\"}{.metadata.uid}{\"\\n\"}{end}"))
        .isEqualTo("one\tu1\ntwo\tu2\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".items[*].metadata.name",
        "",
        "{.items",
        "{.items[*}",
        "{range .items[*]}{.metadata.name}",
        "{end}",
        "{\"\\q\"}",
        "{items}",
        "{.items[?(@.a==]}",
        "{.items[0",
        "{if .a}",
        "{\"a'}",
      })
  void refusesWhatItCannotReadAndSaysWhatToWrite(String template) {
    assertThatThrownBy(() -> Template.parse(template))
        .isInstanceOf(CommandException.class)
        .hasMessageStartingWith("-o jsonpath: ")
        .hasMessageContaining("; ");
  }
}
