// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputTest {
  private final StringWriter text = new StringWriter();

  @Test
  void itsOwnStylesGetThroughAndThoseInTheTextDoNot() {
    Output out = Output.on(new PrintWriter(text), true);

    out.print(Style.WARNING, "a\u001b[0mb");
    out.println();
    out.print("\u001b[31mc");
    out.flush();

    assertThat(text)
        .hasToString("\u001b[33ma\uFFFD[0mb\u001b[0m" + System.lineSeparator() + "\uFFFD[31mc");
  }

  @Test
  void withoutColoursTextIsPlain() {
    Output out = Output.on(new PrintWriter(text), false);

    out.print(Style.EMERGENCY, "now");
    out.flush();

    assertThat(text).hasToString("now");
  }

  @Test
  void aLineEndOfTwoCharactersGetsThroughInTwoParts() {
    Output out = Output.on(new PrintWriter(text), false);

    out.print("a\r");
    out.print("\nb\r");
    out.print("c");
    out.flush();

    assertThat(text).hasToString("a\r\nb\uFFFDc");
  }

  @Test
  void anOutputIsNotWrappedTwice() {
    Output out = Output.on(new PrintWriter(text), true);

    assertThat(Output.of(out)).isSameAs(out);
  }

  @ParameterizedTest
  @CsvSource({"'50 132\n',50,132", "'0 0',24,80", "'stty: not a terminal',24,80", "'',24,80"})
  void readsTheSizeOfTheScreen(String answer, int lines, int columns) {
    assertThat(ScreenSize.parse(answer)).isEqualTo(new ScreenSize(lines, columns));
  }
}
