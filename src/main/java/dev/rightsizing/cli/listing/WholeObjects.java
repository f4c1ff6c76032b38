// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.listing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.jsonpath.Template;
import dev.rightsizing.cli.terminal.Output;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes objects with every field of theirs, as kubectl does: without who manages which field. */
final class WholeObjects {
  private final Pages<GenericKubernetesResource> pages;

  WholeObjects(Pages<GenericKubernetesResource> pages) {
    this.pages = pages;
  }

  void write(ListFormat format, Output out) throws CommandException {
    if (format instanceof ListFormat.Fields fields) {
      fields(fields.template(), out);
    } else if (format instanceof ListFormat.Data data) {
      data(data.yaml(), out);
    }
    out.flush();
  }

  private void fields(Template template, Output out) throws CommandException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode list = mapper.createObjectNode();
    list.put("apiVersion", "v1").put("kind", "List");
    ArrayNode items = list.putArray("items");
    pages.each(found -> items.add(mapper.<ObjectNode>valueToTree(shown(found))));
    out.print(template.of(list));
  }

  /** One object at a time, so that thousands need no more memory than one. */
  private void data(boolean yaml, Output out) throws CommandException {
    JsonFactory factory =
        yaml
            ? YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .build()
            : new JsonFactory();
    try (JsonGenerator json =
        new ObjectMapper(factory)
            .getFactory()
            .createGenerator(out)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      if (!yaml) {
        json.useDefaultPrettyPrinter();
      }
      json.writeStartObject();
      json.writeStringField("apiVersion", "v1");
      json.writeStringField("kind", "List");
      json.writeArrayFieldStart("items");
      pages.each(found -> write(json, found));
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!yaml) {
      out.println();
    }
  }

  private static void write(JsonGenerator json, GenericKubernetesResource found) {
    try {
      json.writePOJO(shown(found));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GenericKubernetesResource shown(GenericKubernetesResource found) {
    found.getMetadata().setManagedFields(null);
    return found;
  }
}
