// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.rightsizing.api.v1alpha1.RecommendationSpec;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.RightSizingPolicySpec;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CrdContentTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Arguments> beans() throws IOException {
    JsonNode policies = schema(CrdFiles.policies());
    JsonNode recommendations = schema(CrdFiles.recommendations());
    return Stream.of(
        Arguments.of(RightSizingPolicySpec.class, policies.at("/properties/spec")),
        Arguments.of(RightSizingPolicyStatus.class, policies.at("/properties/status")),
        Arguments.of(RecommendationSpec.class, recommendations.at("/properties/spec")),
        Arguments.of(RecommendationStatus.class, recommendations.at("/properties/status")));
  }

  private static JsonNode schema(String crd) throws IOException {
    return YAML.readTree(crd).at("/spec/versions/0/schema/openAPIV3Schema");
  }

  @ParameterizedTest
  @MethodSource("beans")
  void everyFieldSaysWhatItIs(Class<?> bean, JsonNode schema) {
    Map<String, String> descriptions = new TreeMap<>();
    describe(bean.getSimpleName(), schema, descriptions);

    assertThat(descriptions)
        .isNotEmpty()
        .allSatisfy((path, text) -> assertThat(text).as(path).matches("(?s).{10,}[.]"));
  }

  private static void describe(String path, JsonNode schema, Map<String, String> into) {
    into.put(path, schema.path("description").asText());
    JsonNode object = schema.has("items") ? schema.get("items") : schema;
    for (Map.Entry<String, JsonNode> property : object.path("properties").properties()) {
      describe(path + "." + property.getKey(), property.getValue(), into);
    }
  }

  @ParameterizedTest
  @MethodSource("beans")
  void whatANewBeanHoldsIsTheSchemasDefault(Class<?> bean, JsonNode schema) throws Exception {
    Map<String, JsonNode> held = new TreeMap<>();
    Map<String, JsonNode> defaults = new TreeMap<>();
    compare(JSON.constructType(bean), schema, held, defaults);

    // A person's decision is nobody's until it is made, so the bean holds none.
    defaults.remove("RecommendationSpec.decision");
    assertThat(defaults).isEqualTo(held);
  }

  /** Every bean on its own, because those that are absent at first have defaults inside, too. */
  private static void compare(
      JavaType type, JsonNode schema, Map<String, JsonNode> held, Map<String, JsonNode> defaults)
      throws ReflectiveOperationException {
    JsonNode fresh = JSON.valueToTree(type.getRawClass().getDeclaredConstructor().newInstance());
    var properties = JSON.getSerializationConfig().introspect(type).findProperties();
    for (BeanPropertyDefinition property : properties) {
      JsonNode field = schema.path("properties").path(property.getName());
      String path = type.getRawClass().getSimpleName() + "." + property.getName();
      put(held, path, fresh.path(property.getName()));
      put(defaults, path, field.path("default"));
      JavaType inner = property.getPrimaryType();
      if (inner.isContainerType()) {
        inner = inner.getContentType();
        field = field.path("items");
      }
      if (field.path("properties").isObject()) {
        compare(inner, field, held, defaults);
      }
    }
  }

  private static void put(Map<String, JsonNode> values, String path, JsonNode value) {
    if (!value.isMissingNode()) {
      values.put(path, value);
    }
  }

  @ParameterizedTest
  @MethodSource("beans")
  void rulesHoldNoWordThatTheServerDoesNotKnow(Class<?> bean, JsonNode schema) {
    assertThat(schema.findValuesAsText("rule"))
        .as("rules of %s", bean.getSimpleName())
        .noneMatch(rule -> rule.matches(".*(?<!get)\\bseconds\\(.*"));
  }

  @Test
  void conditionsAreAMapByType() throws IOException {
    for (String crd : new String[] {CrdFiles.policies(), CrdFiles.recommendations()}) {
      JsonNode conditions = schema(crd).at("/properties/status/properties/conditions");

      assertThat(conditions.path("x-kubernetes-list-type").asText()).isEqualTo("map");
      assertThat(conditions.path("x-kubernetes-list-map-keys").toString()).isEqualTo("[\"type\"]");
      assertThat(conditions.at("/items/properties/lastTransitionTime/format").asText())
          .isEqualTo("date-time");
    }
  }
}
