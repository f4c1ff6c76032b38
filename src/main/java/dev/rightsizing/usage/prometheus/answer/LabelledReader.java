// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus.answer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rightsizing.usage.risk.LabelledSink;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the answer to any instant query into a sink, one sample at a time with all its labels. A
 * scalar comes as a sample without labels.
 */
public final class LabelledReader implements ApiResponse.DataReader {
  private final LabelledSink sink;
  private final long mostSeries;
  private final Map<String, String> labels = new HashMap<>();
  private long series;
  private boolean ofRange;

  /**
   * @param mostSeries more than this is not read on
   */
  public LabelledReader(LabelledSink sink, long mostSeries) {
    this.sink = sink;
    this.mostSeries = mostSeries;
  }

  /** Series in the answer. */
  public long series() {
    return series;
  }

  /** Whether the reading ended because there are too many series. */
  public boolean isTooLong() {
    return series > mostSeries;
  }

  /** Whether the query gives ranges of samples, or a text, instead of one number each. */
  public boolean isNoInstant() {
    return ofRange;
  }

  @Override
  public boolean isEmpty() {
    return series == 0;
  }

  @Override
  public void read(ResponseParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      if (field.equals("resultType")) {
        String type = parser.getValueAsString("");
        ofRange = !type.equals("vector") && !type.equals("scalar");
      } else if (field.equals("result") && parser.currentToken() == JsonToken.START_ARRAY) {
        result(parser);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void result(ResponseParser parser) throws IOException {
    if (ofRange) {
      throw new ApiResponse.MalformedResponseException("it holds no samples of an instant");
    }
    JsonToken first = parser.nextToken();
    if (first != null && first.isNumeric()) {
      labels.clear();
      one(number(parser));
      return;
    }
    while (parser.currentToken() == JsonToken.START_OBJECT) {
      series(parser);
      parser.nextToken();
    }
  }

  private void series(ResponseParser parser) throws IOException {
    labels.clear();
    double value = Double.NaN;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      if (field.equals("metric") && parser.currentToken() == JsonToken.START_OBJECT) {
        ApiResponse.labels(parser, labels);
      } else if (field.equals("value") && parser.currentToken() == JsonToken.START_ARRAY) {
        parser.nextToken();
        value = number(parser);
      } else {
        parser.skipChildren();
      }
    }
    one(value);
  }

  private void one(double value) throws IOException {
    series++;
    if (isTooLong()) {
      throw new ApiResponse.MalformedResponseException(
          "it holds more than " + mostSeries + " series");
    }
    sink.sample(labels, value);
  }

  /** From the time of a sample to the end of its array. */
  private static double number(JsonParser parser) throws IOException {
    parser.nextToken();
    double value = number(parser.getValueAsString(""));
    if (parser.nextToken() != JsonToken.END_ARRAY) {
      throw new ApiResponse.MalformedResponseException("a sample is not a pair of time and value");
    }
    return value;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      // Prometheus' +Inf and -Inf are no numbers either.
      return Double.NaN;
    }
  }
}
