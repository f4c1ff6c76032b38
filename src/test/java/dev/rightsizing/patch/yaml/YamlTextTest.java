// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Positions of nodes, and what cannot be read. */
class YamlTextTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  /** A key, a value of any characters and where both stand. */
  @Property(tries = 300)
  void knowsTheBytesOfEachScalar(
      @ForAll("texts") List<String> texts, @ForAll boolean crlf, @ForAll boolean mark)
      throws YamlTextException {
    StringBuilder text = new StringBuilder(mark ? "\uFEFF" : "");
    for (int i = 0; i < texts.size(); i++) {
      String quoted = "'" + texts.get(i).replace("'", "''") + "'";
      text.append("k").append(i).append(": &a ").append(quoted).append(" # ").append(texts.get(i));
      text.append(crlf ? "\r\n" : "\n");
    }
    YamlText file = parse(text.toString());
    YamlMapping root = (YamlMapping) file.documents().get(0).root();
    for (int i = 0; i < texts.size(); i++) {
      YamlScalar value = (YamlScalar) root.get("k" + i).orElseThrow();
      assertThat(value.value()).isEqualTo(texts.get(i));
      assertThat(file.text(value.content(), value.end()))
          .isEqualTo("'" + texts.get(i).replace("'", "''") + "'");
      assertThat(file.text(value.start(), value.content())).isEqualTo("&a ");
      assertThat(file.line(value.content())).isEqualTo(i + 1);
      assertThat(file.comments().get(i).text()).isEqualTo(" " + texts.get(i));
    }
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.strings()
        .withChars('a', 'ß', '€', '\'', '#', ' ', '{', '$')
        .ofMinLength(1)
        .ofMaxLength(30)
        .map(s -> "x" + s.replace("$", "😀").replace("  ", " ") + "y")
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  @Test
  void readsLongTextsBeyondTheFirstPlaneAcrossTheParsersBuffer() throws YamlTextException {
    for (int i = 0; i < 3; i++) {
      String text = "#" + "x".repeat(i) + "😀".repeat(3000) + "\nkey: 😀 # 😀\n";
      YamlText file = parse(text);
      YamlScalar key = (YamlScalar) ((YamlMapping) file.documents().get(0).root()).get("key").get();
      assertThat(file.text(key.start(), key.end())).isEqualTo("😀");
    }
  }

  @Test
  void tellsStylesAnchorsTagsAndAliasesApart() throws YamlTextException {
    YamlText file =
        parse(
            "a: &x !!str p\nb: 's'\nc: \"d\"\nd: |\n  l\ne: >\n  f\nf: *x\ng: !t\n  - &y {k: v}\n");
    YamlDocument document = file.documents().get(0);
    YamlMapping root = (YamlMapping) document.root();
    assertThat(
            Stream.of("a", "b", "c", "d", "e")
                .map(k -> ((YamlScalar) root.get(k).orElseThrow()).style()))
        .containsExactly(YamlScalar.Style.values());
    YamlScalar a = (YamlScalar) root.get("a").orElseThrow();
    assertThat(a.anchor()).contains("x");
    assertThat(a.tag()).contains("tag:yaml.org,2002:str");
    assertThat(file.text(a.content(), a.end())).isEqualTo("p");
    assertThat(document.target((YamlAlias) root.get("f").orElseThrow())).contains(a);
    YamlSequence g = root.sequence("g").orElseThrow();
    assertThat(file.text(g.content(), g.end())).isEqualTo("- &y {k: v}");
    assertThat(((YamlMapping) g.items().get(0)).flow()).isTrue();
    assertThat(document.sharing(a.start(), a.end())).hasSize(1);
  }

  @Test
  void readsTemplatesAsTheyStandOrHidden() throws YamlTextException {
    YamlText file =
        parse(
            """
            {{- if .Values.on }}
            name: {{ .Release.Name }}-x
            {{- /* a comment: of
            two lines */}}
            text: '{{ "}}" }}' # no {{ end }}
            list: [{{ .a }}, ${B:-{c}}]
            {{ if .b -}} {{ end }}
            {%- if x %}
            plain: "text"
            {{ end }}
            """);
    YamlMapping root = (YamlMapping) file.documents().get(0).root();
    assertThat(root.entries().stream().map(e -> ((YamlScalar) e.key()).value()))
        .containsExactly("name", "text", "list", "plain");
    assertThat(file.templates(0, file.length())).hasSize(11);
    assertThat(file.templates(0, file.length()).stream().filter(Template::alone)).hasSize(6);
    YamlNode plain = root.get("plain").orElseThrow();
    assertThat(file.hasTemplate(plain.start(), plain.end())).isFalse();
    YamlNode name = root.get("name").orElseThrow();
    assertThat(file.hasTemplate(name.start(), name.end())).isTrue();
    assertThat(file.text(name.start(), name.end())).isEqualTo("{{ .Release.Name }}-x");
  }

  @Test
  void findsCommentsOutsideOfScalarsAlone() throws YamlTextException {
    YamlText file =
        parse(
            "\uFEFF# one\na: 'x # no' # two\nb: |\n  # no\nc: x#no\n# three\nd: [1, # four\n 2]\n");
    assertThat(file.comments().stream().map(Comment::text))
        .containsExactly(" one", " two", " three", " four");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "a: 1|b: [|; 3",
        "a: 1|\tb: 2; 2",
        "a: b: c; 1",
        "a: 'x; 1",
        "a: {{ x|b: 1; 1",
        "a: %x; 1",
        "a: 1| b: 2; 2",
        "{{ if }}|a: [|;3",
      })
  void saysOnWhichLineItIsNoYaml(String text, int line) {
    String file = text.replace('|', '\n');
    assertThatThrownBy(() -> parse(file))
        .isInstanceOfSatisfying(
            YamlTextException.class,
            e -> {
              assertThat(e.getMessage()).startsWith("line " + e.line() + " is not YAML (");
              assertThat(e.line()).isBetween(line - 1, line + 1);
            });
  }

  @Test
  void refusesWhatIsNoText() {
    assertThatThrownBy(() -> YamlText.parse("a: \u0000\n".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("line 1 is not YAML (it holds the control character U+0000)");
    assertThatThrownBy(() -> YamlText.parse(new byte[] {'a', '\n', (byte) 0xC3, '\n'}))
        .hasMessage("line 2 is not UTF-8; convert the file");
    assertThatThrownBy(() -> YamlText.parse("a: 1".getBytes(StandardCharsets.UTF_16)))
        .hasMessage("line 1 is not UTF-8; convert the file");
    assertThatThrownBy(() -> YamlText.parse(new byte[5 * 1024 * 1024]))
        .hasMessage("the file is larger than 4 MiB; split it");
  }

  static Stream<Arguments> hostile() {
    int much = 500_000;
    StringBuilder bomb = new StringBuilder("a0: &a0 {x: x}\n");
    for (int i = 1; i < 2000; i++) {
      bomb.append(
          "a%d: &a%d {<<: [*a%d, *a%d], l: [*a%d, *a%d]}\n"
              .formatted(i, i, i - 1, i - 1, i - 1, i - 1));
    }
    StringBuilder deeper = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      deeper.append(" ".repeat(i)).append("a:\n");
    }
    return Stream.of(
            "[".repeat(much),
            "{a: ".repeat(much / 4),
            "- ".repeat(much),
            "? ".repeat(much),
            deeper.toString(),
            bomb.toString(),
            "a: &a [*a, *a]\n",
            "{{".repeat(much),
            "{{\"".repeat(much),
            "${".repeat(much),
            "{{/*".repeat(much),
            "\n{{ x }}".repeat(much / 4),
            "#".repeat(much),
            "a: " + "x ".repeat(much),
            "a: '" + "x\n ".repeat(much) + "'",
            "\"" + "\\u0041".repeat(much / 4) + "\"",
            "a: |\n" + "\n".repeat(much),
            "a: |\n" + " x\n".repeat(much),
            "\r".repeat(much),
            "---\n".repeat(much / 4),
            "k: v\n".repeat(much / 2),
            "&a ".repeat(much),
            "!a ".repeat(much),
            "[" + "a,".repeat(much),
            "%".repeat(much),
            ": ".repeat(much),
            "\t".repeat(much))
        .map(text -> Arguments.of(text.substring(0, Math.min(20, text.length())), text));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void readsOrRefusesInTimeWhatWantsToExhaustIt(String name, String text) {
    Optional<String> message =
        assertTimeoutPreemptively(
            SOON,
            () -> {
              try {
                YamlText file = parse(text);
                file.comments();
                return Optional.empty();
              } catch (YamlTextException e) {
                return Optional.of(e.getMessage());
              }
            });
    message.ifPresent(m -> assertThat(m).contains("; ").hasSizeLessThan(400));
  }

  private static YamlText parse(String text) throws YamlTextException {
    return YamlText.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
