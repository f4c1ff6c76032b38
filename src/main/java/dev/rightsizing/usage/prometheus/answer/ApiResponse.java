// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus.answer;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
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
  private static final ResponseParser.Factory JSON =
      new ResponseParser.Factory(
          new JsonFactoryBuilder()
              .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
              .disable(StreamReadFeature.AUTO_CLOSE_SOURCE));

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
    try (ResponseParser parser = JSON.createParser(body)) {
      ApiResponse answer = read(parser, data);
      if (parser.nextToken() != null) {
        throw new MalformedResponseException("it continues after its end");
      }
      return answer;
    } catch (JsonEOFException e) {
      throw e;
    } catch (JsonParseException e) {
      throw new MalformedResponseException("it is not JSON");
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

  private static void strings(JsonParser parser, List<String> into) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        into.add(parser.getValueAsString(""));
      }
    }
  }

  /** The fields of an object that are text, for readers of labels. */
  static void labels(JsonParser parser, Map<String, String> into) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      into.put(name, parser.nextTextValue());
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
