// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus.answer;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads an instant query's answer as one number a label value. */
public final class VectorReader implements ApiResponse.DataReader {
  private final String label;
  private final Map<String, Double> values = new HashMap<>();

  public VectorReader(String label) {
    this.label = label;
  }

  /** The numbers by the label's value. */
  public Map<String, Double> values() {
    return Map.copyOf(values);
  }

  @Override
  public boolean isEmpty() {
    return values.isEmpty();
  }

  @Override
  public void read(ResponseParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean result = parser.currentName().equals("result");
      parser.nextToken();
      if (result && parser.currentToken() == JsonToken.START_ARRAY) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          one(parser);
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  private void one(ResponseParser parser) throws IOException {
    Map<String, String> labels = new HashMap<>();
    double value = Double.NaN;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      if (field.equals("metric")) {
        ApiResponse.labels(parser, labels);
      } else if (field.equals("value") && parser.currentToken() == JsonToken.START_ARRAY) {
        parser.nextToken();
        parser.nextToken();
        value = number(parser.getText());
        parser.nextToken();
      } else {
        parser.skipChildren();
      }
    }
    String key = labels.get(label);
    if (key != null && Double.isFinite(value) && value >= 0) {
      parser.keep(key.length());
      values.put(key, value);
    }
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
