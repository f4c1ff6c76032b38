// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rightsizing.cli.CommandException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; ''; true",
        "tier=web; tier=web; true",
        "tier==web; tier=web; true",
        "tier=web; tier=db; false",
        "tier=web; ''; false",
        "tier!=web; ''; true",
        "tier != web; tier=web; false",
        "tier; tier=web; true",
        "tier; ''; false",
        "!tier; ''; true",
        "!tier; tier=web; false",
        "tier in (web, db); tier=db; true",
        "tier in (web,db); tier=job; false",
        "tier in(web,db); tier=db; true",
        "tier notin(web,db); tier=db; false",
        "tier notin (web,db); tier=job; true",
        "tier notin (web,db); ''; true",
        "tier notin (web,db); tier=web; false",
        "tier in (web,db),env=prod,!canary; tier=web env=prod; true",
        "tier in (web,db),env=prod,!canary; tier=web env=test; false",
        "app.kubernetes.io/name=shop; app.kubernetes.io/name=shop; true"
      })
  void selectsAsKubectlDoes(String selector, String labels, boolean selects)
      throws CommandException {
    Map<String, String> map =
        Arrays.stream(labels.split(" "))
            .filter(pair -> !pair.isEmpty())
            .map(pair -> pair.split("="))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    assertThat(SelectorText.parse(selector).matches(map)).isEqualTo(selects);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", "=web", "tier=web,", "tier in web", "tier in (web", "a b", "tier>1"})
  void refusesWhatIsNoSelector(String selector) {
    assertThatThrownBy(() -> SelectorText.parse(selector))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("; write for example");
  }
}
