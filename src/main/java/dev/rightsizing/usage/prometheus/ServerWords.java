// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rightsizing.model.PlainText;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server says of a fault, and what its warnings mean. */
final class ServerWords {
  private static final JsonFactory JSON = new JsonFactory();

  /** Long enough for the sentences of all known servers. */
  private static final int LONGEST = 600;

  /** A full stop is the end of a sentence where another one begins. */
  private static final Pattern NEXT_SENTENCE = Pattern.compile("[.!?] (?=\\p{Lu})");

  /** Prometheus 2.48 to 2.52 have hints among the warnings. */
  private static final String HINT = "promql info:";

  /** Thanos before 0.32, for a time before its first block or after its last. */
  private static final Pattern NO_STORE =
      Pattern.compile("no store(api)?s? (was |were )?matched", Pattern.CASE_INSENSITIVE);

  private ServerWords() {}

  /** The first sentence of an error, on one line and without control characters. */
  static String of(String body) {
    String plain = PlainText.line(error(body).replaceAll("[\\p{Cntrl}\\s]+", " "));
    Matcher next = NEXT_SENTENCE.matcher(plain);
    String sentence = next.find() ? plain.substring(0, next.start()) : plain;
    return sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST - 1) + "…";
  }

  /** The field that every server has its words in; all where there is none. */
  private static String error(String body) {
    if (!body.stripLeading().startsWith("{")) {
      return body;
    }
    try (JsonParser parser = JSON.createParser(body)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean error = parser.currentName().equals("error");
        parser.nextToken();
        if (error && parser.currentToken() == JsonToken.VALUE_STRING) {
          return parser.getText();
        }
        parser.skipChildren();
      }
      return body;
    } catch (IOException e) {
      // No JSON after all, or cut: then it is quoted as it is.
      return body;
    }
  }

  /**
   * Warnings that mean that data may be missing.
   *
   * @param empty whether the answer holds nothing
   */
  static List<String> partial(List<String> warnings, boolean empty) {
    return warnings.stream()
        .filter(warning -> !warning.toLowerCase(Locale.ROOT).startsWith(HINT))
        .filter(warning -> !(empty && NO_STORE.matcher(warning).find()))
        .toList();
  }
}
