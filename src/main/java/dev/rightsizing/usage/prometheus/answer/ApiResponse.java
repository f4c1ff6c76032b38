// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus.answer;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The envelope of every answer of the Prometheus API, read as a stream: what lies under {@code
 * data} goes to a reader as it comes, the rest is kept.
 *
 * @param ok whether {@code status} is success
 * @param errorType and {@code error} as the server words them; empty when all is well
 * @param warnings not empty when data may be missing
 */
public record ApiResponse(boolean ok, String errorType, String error, List<String> warnings) {
  /** Characters of one text, such as a label's value or an error. */
  private static final int MOST_TEXT = 1 << 20;

  /** Prometheus' own limits are lower (label_limit is 30 at Grafana Cloud and Mimir). */
  private static final int MOST_LABELS = 1000;

  /** More warnings say no more than these. */
  private static final int MOST_WARNINGS = 100;

  private static final ResponseParser.Factory JSON =
      new ResponseParser.Factory(
          new JsonFactoryBuilder()
              .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
              .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(MOST_TEXT).build()));

  public ApiResponse {
    warnings = List.copyOf(warnings);
  }

  /** Reads the value under {@code data}; the parser stands on its first token. */
  @FunctionalInterface
  public interface DataReader {
    void read(ResponseParser parser) throws IOException;

    /** Whether nothing was there to read; false where that is not known. */
    default boolean isEmpty() {
      return false;
    }
  }

  /**
   * Reads an answer to its end; the body stays open.
   *
   * @throws MalformedResponseException when it is not such an answer
   * @throws JsonEOFException when it ends too early
   */
  public static ApiResponse read(InputStream body, DataReader data) throws IOException {
    return read(body, data, new ResponseLimits(Long.MAX_VALUE, Long.MAX_VALUE));
  }

  /**
   * Reads an answer to its end, unless it is too large; the body stays open.
   *
   * @throws MalformedResponseException when it is not such an answer
   * @throws TooLargeException when it goes beyond the limits
   * @throws JsonEOFException when it ends too early
   */
  public static ApiResponse read(InputStream body, DataReader data, ResponseLimits limits)
      throws IOException {
    LimitedStream limited = new LimitedStream(body, limits.bytes());
    try (ResponseParser parser = JSON.createParser(limited)) {
      limited.countNames(parser::names);
      parser.limit(limits);
      ApiResponse answer = read(parser, data);
      if (parser.nextToken() != null) {
        throw new MalformedResponseException("it continues after its end");
      }
      return answer;
    } catch (JsonEOFException e) {
      throw e;
    } catch (JsonParseException e) {
      throw new MalformedResponseException("it is not JSON");
    } catch (StreamConstraintsException e) {
      throw new MalformedResponseException("it nests too deeply or has a text that is too long");
    }
  }

  private static ApiResponse read(ResponseParser parser, DataReader data) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new MalformedResponseException("it is not a JSON object");
    }
    String status = null;
    String errorType = "";
    String error = "";
    List<String> warnings = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "status" -> status = parser.getValueAsString();
        case "errorType" -> errorType = parser.getValueAsString("");
        case "error" -> error = parser.getValueAsString("");
        case "warnings" -> strings(parser, warnings);
        case "isPartial" -> {
          // VictoriaMetrics' way to say so.
          if (parser.getValueAsBoolean()) {
            warnings.add("isPartial");
          }
        }
        case "data" -> data.read(parser);
        default -> parser.skipChildren();
      }
    }
    if (!"success".equals(status) && !"error".equals(status)) {
      throw new MalformedResponseException("it has no status");
    }
    return new ApiResponse(status.equals("success"), errorType, error, warnings);
  }

  private static void strings(ResponseParser parser, List<String> into) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (into.size() < MOST_WARNINGS) {
          String text = parser.getValueAsString("");
          parser.keep(text.length());
          into.add(text);
        } else {
          parser.skipChildren();
        }
      }
    }
  }

  /** The fields of an object that are text, for readers of labels. */
  static void labels(ResponseParser parser, Map<String, String> into) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      into.put(name, parser.nextTextValue());
      if (into.size() > MOST_LABELS) {
        throw new TooLargeException(MOST_LABELS + " labels of one series");
      }
    }
  }

  /** The answer comes from something else than a Prometheus API. */
  public static final class MalformedResponseException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedResponseException(String message) {
      super(message);
    }
  }
}
