// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplatesTest {
  private final Templates templates = new Templates();

  public record Line(String text, List<String> more) {}

  @Test
  void aHostileValueStaysText() {
    Line line = new Line("<script>alert('x')</script>\"&`", List.of("<b>", "\u202Eevil\u001b[31m"));

    assertThat(templates.text("test/lines", Map.of("line", line)))
        .contains("title=\"&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;&#96;\"")
        .contains("<li>&lt;b&gt;</li>")
        .contains("<li>\uFFFDevil\uFFFD[31m</li>");
  }

  @Test
  void whatIsHtmlAlreadyPassesUnchanged() {
    RawString bold = new RawString("<b>bold</b>");

    assertThat(templates.text("test/part", Map.of("part", bold))).contains("<b>bold</b>");
  }

  @Test
  void aTemplateThatNamesWhatIsMissingFails() {
    assertThatThrownBy(() -> templates.text("test/part", Map.of()))
        .isInstanceOf(TemplateException.class);
  }

  @Test
  void anUnknownTemplateIsAnError() {
    assertThatThrownBy(() -> templates.text("../application", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no template");
  }
}
