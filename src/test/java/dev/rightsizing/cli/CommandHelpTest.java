// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandHelpTest {

  static Stream<Map.Entry<String, String>> everyCommand() {
    return CommandHelp.all().entrySet().stream();
  }

  @Test
  void allCommandsAreThere() {
    assertThat(CommandHelp.all().keySet())
        .contains("rightsize", "rightsize top", "rightsize list", "rightsize backtest")
        .hasSizeGreaterThanOrEqualTo(10);
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void everyCommandHasTwoExamples(Map.Entry<String, String> help) {
    String text = help.getValue();

    assertThat(text).contains("Examples:\n");
    List<String> examples =
        text.substring(text.indexOf("Examples:\n") + "Examples:\n".length()).lines().toList();
    assertThat(examples).hasSizeGreaterThanOrEqualTo(2);
    assertThat(examples)
        .as("each on a line of its own, so that it can be copied")
        .allMatch(line -> line.matches("  (RIGHTSIZING_\\w+=\\S+ )?rightsize .*"));
    assertThat(text).contains("--color").doesNotContain("\u001b", "$");
  }

  @Test
  void helpIsColouredWhereColoursAreWanted() {
    String text = CommandRun.of(List.of(), "top", "--color=always", "--help").out();

    assertThat(text).contains("\u001b[1m").doesNotContain("\uFFFD");
  }
}
