// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"a\nb", "a\r\nb", "a \n\n b", "a\u0085b", "a\u2028b", "a\u2029b", "a\tb", "a\fb"})
  void aLineBreakOfAnyKindBecomesABlank(String text) {
    assertThat(PlainText.line(text)).isEqualTo("a b");
  }

  @ParameterizedTest
  @CsvSource({
    "a\u001B[31mred, a\uFFFD[31mred",
    "a\u0007b, a\uFFFDb",
    "a\u009Bb, a\uFFFDb",
    "a\u202Eb, a\uFFFDb",
    "a\u200Bb, a\uFFFDb",
    "a\u007Fb, a\uFFFDb"
  })
  void whatSteersATerminalOrHidesIsReplaced(String text, String shown) {
    assertThat(PlainText.line(text)).isEqualTo(shown);
  }

  @Test
  void ordinaryTextStays() {
    String text = "P95 182m × 1.20 → 219m, \"größer\" 😀 <a> | =1+1";
    assertThat(PlainText.line(text)).isEqualTo(text);
    assertThat(PlainText.lines("a\n\tb\u001B[2J")).isEqualTo("a\n\tb\uFFFD[2J");
  }

  @Test
  void aCarriageReturnStaysAtTheEndOfALineAlone() {
    assertThat(PlainText.lines("a\r\nb\rc\r\r\n")).isEqualTo("a\r\nb\uFFFDc\uFFFD\r\n");
  }

  @Test
  void aLongTextIsCutWithoutHalvingAPair() {
    assertThat(PlainText.line("abcdef", 4)).isEqualTo("abc…");
    assertThat(PlainText.line("ab😀def", 4)).isEqualTo("ab…");
    assertThat(PlainText.line("abcd", 4)).isEqualTo("abcd");
  }

  @Property
  void noTextIsLongerThanItsBytesAllow(
      @ForAll String text, @ForAll @IntRange(min = 3, max = 40) int bytes) {
    String line = PlainText.lineOfBytes(text, bytes);
    assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(bytes);
    String whole = PlainText.line(text);
    boolean fits = whole.getBytes(StandardCharsets.UTF_8).length <= bytes;
    assertThat(line).isEqualTo(fits ? whole : whole.substring(0, line.length() - 1) + "…");
  }

  @Property
  void noTextMakesMoreThanOneLineOrHoldsAControl(@ForAll String text) {
    String line = PlainText.line(text);
    assertThat(line.lines().count()).isLessThanOrEqualTo(1);
    assertThat(line.codePoints())
        .noneMatch(
            c ->
                Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.SURROGATE
                    || c == 0x2028
                    || c == 0x2029);
    assertThat(PlainText.line(line)).isEqualTo(line);
  }
}
