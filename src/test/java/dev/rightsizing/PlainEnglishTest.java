// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds what users read to standard words: no phrase that only this project would use. */
class PlainEnglishTest {
  /** Each with the standard word, which the failure shows. */
  private static final List<Phrase> PRIVATE =
      List.of(
          new Phrase("told|said", "reported"),
          new Phrase("(?:is|are|was|were|be|cannot be) told", "reported, determined"),
          new Phrase("(?:a|one|each|every|per) look", "evaluation"),
          new Phrase("looks at", "reads, checks"),
          new Phrase("of now", "current"),
          new Phrase("for want of", "for lack of; of memory: OOM-killed"),
          new Phrase("of its own accord|fault of its own", "internal error"),
          new Phrase("(?:one|a) (?:query|series|entry|line|row|file) an? ", "one ... per"),
          new Phrase("nobody|nothing watches", "say who does what"),
          new Phrase("asks? for|asked for|asking for", "requests, requires"),
          new Phrase("should ask for", "recommended request"),
          new Phrase("is not believed", "is ignored"),
          new Phrase("(?:that|which|what) cannot be(?! [a-z])", "impossible"),
          new Phrase("goes on without", "continues without"),
          new Phrase("none of its own|what it is for|fights", "say it directly"));

  /** A wish that is addressed to a person, and a field of the API. */
  private static final Pattern ALLOWED =
      Pattern.compile("ask for a role that allows it|`told`|\\S+\\.told\\b");

  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$");
  private static final String LITERAL = "\"(?:[^\"\\\\\n]|\\\\.)*\"";
  private static final Pattern TEXT = Pattern.compile(LITERAL + "(?:\\s*\\+\\s*" + LITERAL + ")*");

  private record Phrase(Pattern pattern, String better) {

    Phrase(String regex, String better) {
      this(Pattern.compile("(?i)\\b(?:" + regex + ")(?![\\w-])"), better);
    }
  }

  @Test
  void reasonsAreSentences() {
    assertThat(Reason.values())
        .allSatisfy(reason -> assertThat(reason.sentence()).matches("[A-Z].*\\."))
        .allSatisfy(reason -> assertThat(found(reason.sentence())).isEmpty());
  }

  /** Reasons, Events, conditions, help, errors, log lines, metrics and fields of the API. */
  @TestFactory
  Stream<DynamicTest> textsOfTheProgramUseStandardWords() throws IOException {
    return files(Path.of("src/main/java"), ".java")
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.toString(), () -> assertThat(found(literals(file))).isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> pagesUseStandardWords() throws IOException {
    return Stream.concat(
            Stream.of(Path.of("README.md")),
            Stream.concat(files(Path.of("docs"), ".md"), files(Path.of("samples"), ".yaml")))
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.toString(), () -> assertThat(found(Files.readString(file))).isEmpty()));
  }

  @Test
  void aPrivatePhraseIsFoundAlsoAcrossTheLinesOfASentence() {
    assertThat(found(texts("x(\"The risk was\" + n,\n    \"killed for\"\n    + \" want of CPU\")")))
        .hasSize(1);
    assertThat(found(texts("/* said */ int told; // of now\n"))).isEmpty();
  }

  private static List<String> found(String text) {
    String plain = ALLOWED.matcher(text).replaceAll("").replaceAll("\\s+", " ");
    List<String> found = new ArrayList<>();
    for (Phrase phrase : PRIVATE) {
      Matcher match = phrase.pattern().matcher(plain);
      while (match.find()) {
        int from = Math.max(0, match.start() - 40);
        int to = Math.min(plain.length(), match.end() + 40);
        found.add("\"" + plain.substring(from, to) + "\": rather " + phrase.better());
      }
    }
    return found;
  }

  private static String literals(Path file) throws IOException {
    return texts(Files.readString(file));
  }

  /** The program's texts, a line each, put together where the source breaks them. */
  private static String texts(String source) {
    return TEXT.matcher(COMMENT.matcher(source).replaceAll(""))
        .results()
        .map(
            match ->
                Arrays.stream(match.group().split("\"\\s*\\+\\s*\""))
                    .map(part -> part.replaceAll("^\"|\"$", ""))
                    .collect(Collectors.joining()))
        .collect(Collectors.joining("\n"));
  }

  private static Stream<Path> files(Path root, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
    }
  }
}
