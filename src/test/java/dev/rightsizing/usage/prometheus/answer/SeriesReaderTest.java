// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesReaderTest {
  private static final String METRIC =
      "\"metric\":{\"container\":\"app\",\"namespace\":\"shop\",\"pod\":\"web-1\"}";
  private static final String USUAL = "[1700000000,\"0.5\"],[1700000120,\"0.25\"]";

  private static String answer(String series) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
        + series
        + "]}}";
  }

  private static String values(String samples) {
    return answer("{" + METRIC + ",\"values\":[" + samples + "]}");
  }

  private static void isReadRight(String json) throws IOException {
    Reading expected = Reading.expected(json);
    for (int chunk : new int[] {1, 2, 7, 64, 100_000}) {
      assertThat(Reading.ours(json, chunk)).isEqualTo(expected);
    }
  }

  @Provide
  static Arbitrary<String> answers() {
    Arbitrary<String> series =
        Combinators.combine(labels(), samples(), Arbitraries.of("[%s]", "[ %s]", "[%s\n]"))
            .flatAs((metric, samples, array) -> orders(metric, String.format(array, samples)));
    return series.list().ofMaxSize(3).map(all -> answer(String.join(",", all)));
  }

  private static Arbitrary<String> orders(String metric, String values) {
    String histograms =
        "\"histograms\":[[1,{\"count\":\"1\",\"buckets\":[[0,\"1\",\"2\",\"3\"]]}]]";
    return Arbitraries.of(
        "{\"metric\":" + metric + ",\"values\":" + values + "}",
        "{\"values\":" + values + ",\"metric\":" + metric + "}",
        "{\"metric\" : " + metric + " , \"values\" : " + values + " }",
        "{" + histograms + ",\"values\":" + values + ",\"metric\":" + metric + "}",
        "{\"metric\":" + metric + ",\"values\":" + values + "," + histograms + "}");
  }

  private static Arbitrary<String> labels() {
    return Arbitraries.of("web-1", "w\\\"[1,\\\"2\\\"]\\\\", "\\u00fc\\n", "é😀", "")
        .map(
            pod ->
                "{\"x\":\"]},[\",\"container\":\"app\",\"namespace\":\"shop\",\"pod\":\""
                    + pod
                    + "\"}");
  }

  private static Arbitrary<String> samples() {
    return Combinators.combine(times(), numbers(), forms())
        .as((time, number, form) -> String.format(form, time, number))
        .list()
        .ofMaxSize(500)
        .map(samples -> String.join(",", samples));
  }

  private static Arbitrary<String> forms() {
    return Arbitraries.frequencyOf(
        Tuple.of(30, Arbitraries.just("[%s,\"%s\"]")),
        Tuple.of(1, Arbitraries.of(" [%s,\"%s\"]", "[ %s , \"%s\" ]", "[%s,\n\"%s\"]\t")));
  }

  private static Arbitrary<String> times() {
    return Arbitraries.frequencyOf(
        Tuple.of(20, Arbitraries.longs().between(1, 99_999_999_999L).map(String::valueOf)),
        Tuple.of(
            1,
            Arbitraries.of(
                "0",
                "1700000120.5",
                "1700000120.999",
                "1.7e9",
                "999999999999999",
                "1000000000000001",
                "-5")));
  }

  private static Arbitrary<String> numbers() {
    Arbitrary<String> fractions =
        Arbitraries.doubles().between(0, 100).ofScale(6).map(String::valueOf);
    Arbitrary<String> full =
        Arbitraries.randomValue(r -> String.format(Locale.ROOT, "%.17f", r.nextDouble()));
    Arbitrary<String> written = Arbitraries.randomValue(r -> String.valueOf(r.nextDouble()));
    Arbitrary<String> whole = Arbitraries.longs().between(0, Long.MAX_VALUE).map(String::valueOf);
    Arbitrary<String> digits =
        Combinators.combine(
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(25),
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(35))
            .as((before, after) -> before + "." + after);
    Arbitrary<String> odd =
        Arbitraries.of(
            "NaN", "+Inf", "-Inf", "-1", "-0", "+5", "1e-3", "5.1e-07", "1E+3", "1e999", "1e-999",
            ".5", "5.", "007", "0", "0.0", " 1", "\\u0031");
    return Arbitraries.frequencyOf(
        Tuple.of(5, fractions),
        Tuple.of(5, written),
        Tuple.of(2, full),
        Tuple.of(5, whole),
        Tuple.of(2, digits),
        Tuple.of(1, odd));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void anyAnswerReadsAsJacksonsTreeAndJavasNumbersInWhateverPiecesItComes(
      @ForAll("answers") String json, @ForAll @IntRange(min = 1, max = 20_000) int chunk)
      throws IOException {
    assertThat(Reading.ours(json, chunk)).isEqualTo(Reading.expected(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "+Inf",
        "-Inf",
        "-1",
        "1e-3",
        "5.1e-07",
        "1E+3",
        "1e999",
        "1e-999",
        ".5",
        "5.",
        "0",
        "0.1234567890123456",
        "0.12345678901234567",
        "0.0012345678901234567",
        "1234567890123456789",
        "9999999999999999999",
        "99999999999999999999",
        "0.00000000000000000000000000000000001",
        "0.500000000000000166533453693773481063544750213623046875",
        "\\u0031\\u002e5"
      })
  void aNumberInAnyFormIsRight(String number) throws IOException {
    isReadRight(values(USUAL + ",[1700000240,\"" + number + "\"],[1700000360,\"1\"]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1700000240.5,\"1\"]",
        "[17e8,\"1\"]",
        "[-1,\"1\"]",
        "[0,\"1\"]",
        "[9007199254740993,\"1\"]",
        "[1700000240,1.5]",
        "[1700000240 ,\"1\"]",
        "[1700000240, \"1\"]",
        "[1700000240,\"1\" ]",
        "\n [1700000240,\"1\"]\n",
      })
  void aSampleInAnyFormIsRight(String sample) throws IOException {
    isReadRight(values(USUAL + "," + sample + ",[1700000360,\"1\"]"));
    isReadRight(values(sample));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"values\":[[1,\"2\"],[3,\"4\"]],\"metric\":{\"pod\":\"p\",\"namespace\":\"n\","
            + "\"container\":\"c\"}}",
        "{" + METRIC + ",\"histograms\":[[1,{\"count\":\"1\"}]],\"values\":[[1,\"2\"]]}",
        "{" + METRIC + ",\"values\":[]}",
        "{" + METRIC + "}",
        "{" + METRIC + ",\"values\":null}",
        "{" + METRIC + ",\"values\":[[1,\"2\"],[3,\"4\"]],\"more\":{\"values\":[[5,\"6\"]]}}"
      })
  void aSeriesInAnyFormIsRight(String series) throws IOException {
    isReadRight(answer(series + "," + series));
  }

  @Test
  void labelsKeepTheirEscapesAndTheirLetters() throws IOException {
    String json = values(USUAL).replace("web-1", "\\\"],[1,\\u00e9\\\\ü😀");

    isReadRight(json);

    assertThat(Reading.ours(json, 3).samples().get(0)).contains("pod=\"],[1,é\\ü😀,");
  }

  @Test
  void whatStandsAfterTheDataIsRead() throws IOException {
    String data = values(USUAL);
    String json =
        data.substring(0, data.length() - 1)
            + ",\"infos\":[\"a\"],\"warnings\":[\"a \\\"store\\\" is away\"]}";

    assertThat(Reading.ours(json, 10).answer().warnings()).containsExactly("a \"store\" is away");
  }

  @Test
  void everyCutWithinTheSamplesIsToldAsSuch() {
    String json = values(USUAL + "," + USUAL);

    for (int length = json.indexOf("[["); length < json.length(); length++) {
      String cut = json.substring(0, length);
      // Behind a comma Jackson misses what should follow rather than the end.
      assertThatThrownBy(() -> Reading.ours(cut, 1000))
          .as(cut)
          .isInstanceOf(
              cut.endsWith(",")
                  ? ApiResponse.MalformedResponseException.class
                  : JsonEOFException.class);
    }
  }

  @Test
  void aFailureOfTheStreamComesThrough() {
    String json = values(USUAL + "," + USUAL);
    IOException failure = new IOException("closed");

    for (int after = 0; after < json.length(); after++) {
      SeriesReader reader = new SeriesReader((key, seconds, values, count) -> {}, 100);
      int bytes = after;
      assertThatThrownBy(() -> ApiResponse.read(Reading.failing(json, bytes, failure), reader))
          .isSameAs(failure);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>",
        "[1700000240,\"1\"],",
        "[1700000240,\"1\"]]",
        "[1700000240,\"1\"},[1,\"2\"]",
        "[1700000240,\"1\",\"2\"]",
        "[1700000240]",
        "[]",
        "[[1],\"1\"]",
        "[1700000240,[\"1\"]]",
        "[\"1700000240\",\"1\"]",
        "[01700000240,\"1\"]",
        "[1700000240.,\"1\"]",
        "[1700000240\"1\"]",
        "[1700000240,\"1\"][1700000360,\"1\"]"
      })
  void brokenSamplesMakeNoAnswer(String samples) {
    assertThatThrownBy(() -> Reading.ours(values(USUAL + "," + samples), 1000))
        .isInstanceOf(ApiResponse.MalformedResponseException.class);
  }

  @Test
  void moreSamplesThanAskedForEndTheReading() {
    SeriesReader reader = new SeriesReader((key, seconds, values, count) -> {}, 3);
    String json = values(String.join(",", List.of(USUAL, USUAL)));

    assertThatThrownBy(
            () -> ApiResponse.read(Reading.failing(json, json.length(), new IOException()), reader))
        .isInstanceOf(ApiResponse.MalformedResponseException.class)
        .hasMessageContaining("more samples");
  }

  @Test
  void aLongSeriesIsReadWhole() throws IOException {
    StringBuilder samples = new StringBuilder("[1,\"0.1\"]");
    for (int i = 2; i <= 20_000; i++) {
      samples.append(",[").append(i).append(",\"").append(i / 7.0).append("\"]");
    }
    String json = values(samples.toString());

    assertThat(Reading.ours(json, 1 << 16)).isEqualTo(Reading.expected(json));
  }
}
