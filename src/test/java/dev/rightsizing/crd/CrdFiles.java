// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.RightSizingPolicySpec;
import dev.rightsizing.api.v1alpha1.policy.apply.AbortCondition;
import dev.rightsizing.api.v1alpha1.policy.apply.ApplyRule;
import dev.rightsizing.api.v1alpha1.policy.apply.ApplyWindow;
import dev.rightsizing.api.v1alpha1.policy.git.GitRule;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes the CRDs from the classes of the {@code api} room: fabric8's generator does the most, the
 * rest is added here (see {@link SchemaPolish}).
 */
final class CrdFiles {
  private static final String HEADER =
      "# SPDX-License-Identifier: Apache-2.0\n"
          + "# Generated from dev.rightsizing.api; change the classes there and run \"make crds\".\n";

  /** Sorted, so that a change of the generator's own order is no change of the files. */
  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .build())
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private static final Map<Class<? extends CustomResource<?, ?>>, String> FILES =
      Map.of(
          RightSizingPolicy.class, "rightsizingpolicies.rightsizing.dev",
          Recommendation.class, "recommendations.rightsizing.dev");

  private CrdFiles() {}

  static String policies() {
    return crd(
        RightSizingPolicy.class,
        "Says which workloads are looked at, how they are sized, and what happens then.",
        "Selects workloads and sets the sizing rules; every field has a default.",
        "What came of the policy; written by the operator.");
  }

  static String recommendations() {
    return crd(
        Recommendation.class,
        "Holds a workload's current requests, its usage, the recommended size, and why.",
        "Whom it is about, and a person's decision on it.",
        "The figures and where they come from; written by the operator.");
  }

  private static String crd(
      Class<? extends CustomResource<?, ?>> type, String root, String spec, String status) {
    ObjectNode crd = generate(type);
    ObjectNode version = (ObjectNode) crd.at("/spec/versions/0");
    columns(version, type);
    ObjectNode schema = (ObjectNode) version.at("/schema/openAPIV3Schema");
    schema.put("description", root);
    ((ObjectNode) schema.at("/properties/spec")).put("description", spec);
    ((ObjectNode) schema.at("/properties/status")).put("description", status);
    SchemaPolish polish = new SchemaPolish();
    polish.polish((ObjectNode) schema.at("/properties/spec"), true);
    polish.polish((ObjectNode) schema.at("/properties/status"), false);
    if (type == RightSizingPolicy.class) {
      ObjectNode specSchema = (ObjectNode) schema.at("/properties/spec");
      polish.defaults(specSchema, new ObjectMapper().valueToTree(new RightSizingPolicySpec()));
      // Absent by default, but whole once it is there.
      polish.defaults(
          (ObjectNode) specSchema.at("/properties/git"),
          new ObjectMapper().valueToTree(new GitRule()));
      ObjectNode apply = (ObjectNode) specSchema.at("/properties/apply");
      polish.defaults(apply, new ObjectMapper().valueToTree(new ApplyRule()));
      polish.defaults(
          (ObjectNode) apply.at("/properties/window"),
          new ObjectMapper().valueToTree(new ApplyWindow()));
      polish.defaults(
          (ObjectNode) apply.at("/properties/abortWhen/items"),
          new ObjectMapper().valueToTree(new AbortCondition()));
      specSchema.putObject("default");
    } else {
      ((ArrayNode) schema.withArray("required")).removeAll().add("spec");
    }
    try {
      return HEADER + YAML.writeValueAsString(YAML.convertValue(crd, Object.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode generate(Class<? extends CustomResource<?, ?>> type) {
    try {
      Path dir = Files.createTempDirectory("crds");
      new CRDGenerator()
          .customResourceClasses(type)
          .forCRDVersions("v1")
          .withParallelGenerationEnabled(false)
          .inOutputDir(dir.toFile())
          .generate();
      Path file = dir.resolve(FILES.get(type) + "-v1.yml");
      JsonNode crd = YAML.readTree(Files.readString(file));
      Files.delete(file);
      Files.delete(dir);
      return (ObjectNode) crd;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In the order in which the class names them; the generator sorts them by path. */
  private static void columns(ObjectNode version, Class<?> type) {
    ArrayNode columns = version.putArray("additionalPrinterColumns");
    for (AdditionalPrinterColumn column :
        type.getAnnotationsByType(AdditionalPrinterColumn.class)) {
      ObjectNode node = columns.addObject();
      node.put("name", column.name());
      node.put("type", column.type().getValue());
      node.put("jsonPath", column.jsonPath());
      if (column.priority() != 0) {
        node.put("priority", column.priority());
      }
    }
  }
}
