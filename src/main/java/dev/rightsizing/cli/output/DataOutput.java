// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.PrintWriter;

/** A report, or another value, for programs, as JSON or YAML. */
public final class DataOutput implements ReportOutput {
  private final ObjectMapper mapper;

  private DataOutput(ObjectMapper mapper) {
    this.mapper = mapper.enable(SerializationFeature.INDENT_OUTPUT);
  }

  /** Writes JSON. */
  public static DataOutput json() {
    return new DataOutput(new ObjectMapper());
  }

  /** Writes YAML. */
  public static DataOutput yaml() {
    return new DataOutput(
        new ObjectMapper(
            YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .build()));
  }

  /** Writes any value, such as a list of records. */
  public void print(Object value, PrintWriter out) {
    try {
      out.println(mapper.writeValueAsString(value).stripTrailing());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value cannot be written", e);
    }
  }

  @Override
  public void write(Report report, PrintWriter out) {
    print(report, out);
  }
}
