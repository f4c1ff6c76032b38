// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus.answer;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.NumberInput;
import dev.rightsizing.usage.LabelMeaning;
import dev.rightsizing.usage.SampleSink;
import dev.rightsizing.usage.SeriesKey;
import dev.rightsizing.usage.SeriesLabels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the series of a range query, or the single samples of an instant query, into a sink, one
 * series at a time, with arrays that are reused.
 */
public final class SeriesReader implements ApiResponse.DataReader {
  /** Prometheus gives at most 11,000 points. */
  private static final int MOST_A_SERIES = 1 << 15;

  private final SampleSink sink;
  private final long mostSamples;
  private final String resultType;
  private long[] seconds = new long[1024];
  private double[] values = new double[1024];
  private int count;
  private long series;
  private long samples;
  private long dropped;
  private String namespace;
  private String pod;
  private String container;
  private final Map<String, LabelMeaning> meanings = new HashMap<>();
  private final List<String> labels = new ArrayList<>();
  private boolean part;

  /**
   * @param mostSamples more than this is not read on: the server answers something else than asked
   */
  public SeriesReader(SampleSink sink, long mostSamples) {
    this(sink, mostSamples, "matrix");
  }

  private SeriesReader(SampleSink sink, long mostSamples, String resultType) {
    this.sink = sink;
    this.mostSamples = mostSamples;
    this.resultType = resultType;
  }

  /** A reader of an instant query's answer. */
  public static SeriesReader ofInstant(SampleSink sink, long mostSamples) {
    return new SeriesReader(sink, mostSamples, "vector");
  }

  /** Series in the answer, also those that no container has. */
  public long series() {
    return series;
  }

  /** Samples in the answer, with the dropped ones. */
  public long samples() {
    return samples;
  }

  /** Samples that are no numbers, or negative. */
  public long dropped() {
    return dropped;
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
      if (field.equals("result") && parser.currentToken() == JsonToken.START_ARRAY) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          one(parser);
        }
      } else if (field.equals("resultType") && !resultType.equals(parser.getValueAsString())) {
        throw new ApiResponse.MalformedResponseException(
            resultType.equals("matrix")
                ? "it holds no range of samples"
                : "it holds no samples of an instant");
      } else {
        parser.skipChildren();
      }
    }
  }

  private void one(ResponseParser parser) throws IOException {
    namespace = null;
    pod = null;
    container = null;
    labels.clear();
    part = false;
    count = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "metric" -> labels(parser);
        case "values" -> values(parser);
        case "value" -> sample(parser);
        default -> parser.skipChildren();
      }
    }
    series++;
    boolean named = namespace != null && pod != null && container != null;
    // A single sample may have been no number, which a series with gaps cannot come to.
    if (named && (count > 0 || !resultType.equals("vector"))) {
      parser.keep((long) namespace.length() + pod.length() + container.length() + others());
      SeriesLabels others = labels.isEmpty() ? SeriesLabels.NONE : new SeriesLabels(labels);
      sink.series(new SeriesKey(namespace, pod, container, others), seconds, values, count);
    }
  }

  private long others() {
    long characters = 0;
    for (String text : labels) {
      characters += text.length();
    }
    return characters;
  }

  private void labels(ResponseParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String label = parser.currentName();
      parser.nextToken();
      switch (label) {
        case "namespace" -> namespace = parser.getText();
        case "pod" -> pod = parser.getText();
        case "container" -> container = parser.getText();
        default -> label(label, parser);
      }
    }
  }

  /** Keeps meaningful labels; of a partial series, all labels that distinguish its whole. */
  private void label(String name, ResponseParser parser) throws IOException {
    LabelMeaning meaning = meanings.get(name);
    if (meaning == null) {
      meaning = LabelMeaning.of(name);
      meanings.put(name, meaning);
    }
    if (meaning == LabelMeaning.DUPLICATE && !part) {
      return;
    }
    String value = parser.getValueAsString("");
    if (meaning == LabelMeaning.PART) {
      if (LabelMeaning.isWhole(value)) {
        return;
      }
      part = true;
    }
    labels.add(name);
    labels.add(value);
  }

  private void values(ResponseParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.START_ARRAY) {
      sample(parser);
      int before = count;
      count = parser.samples(seconds, values, before);
      counted(count - before);
    }
  }

  /** A sample in any form; those that follow in the usual form are read at once. */
  private void sample(ResponseParser parser) throws IOException {
    parser.nextToken();
    long second = (long) parser.getDoubleValue();
    boolean single = parser.nextToken().isScalarValue();
    double value = number(parser);
    if (!single || parser.nextToken() != JsonToken.END_ARRAY) {
      throw new ApiResponse.MalformedResponseException("a sample is not a pair of time and value");
    }
    add(second, value);
  }

  private void counted(int more) throws IOException {
    samples += more;
    if (samples > mostSamples) {
      throw new ApiResponse.MalformedResponseException("it holds more samples than were requested");
    }
  }

  private void add(long second, double value) throws IOException {
    counted(1);
    if (!(value >= 0) || value == Double.POSITIVE_INFINITY) {
      dropped++;
      return;
    }
    if (count == MOST_A_SERIES) {
      throw new ApiResponse.MalformedResponseException(
          "a series holds more samples than were asked for");
    }
    if (count == seconds.length) {
      seconds = Arrays.copyOf(seconds, count * 2);
      values = Arrays.copyOf(values, count * 2);
    }
    seconds[count] = second;
    values[count++] = value;
  }

  /** Prometheus writes numbers as strings; NaN, +Inf and -Inf are no numbers here. */
  private static double number(ResponseParser parser) throws IOException {
    char[] chars = parser.getTextCharacters();
    int offset = parser.getTextOffset();
    int length = parser.getTextLength();
    if (length == 0 || chars[offset + length - 1] > '9') {
      return Double.NaN;
    }
    try {
      return NumberInput.parseDouble(chars, offset, length, true);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
