// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.html;

import dev.rightsizing.model.PlainText;
import io.quarkus.qute.Escaper;
import io.quarkus.qute.Expression;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.TemplateNode.Origin;

/**
 * Makes every value of a template harmless: no value opens an element or an attribute, none hides
 * or reverses what follows. Only a {@link RawString}, which is HTML already, passes unchanged.
 */
final class HtmlText implements ResultMapper {
  private final Escaper escaper =
      Escaper.builder()
          .add('&', "&amp;")
          .add('<', "&lt;")
          .add('>', "&gt;")
          .add('"', "&quot;")
          .add('\'', "&#39;")
          .add('`', "&#96;")
          .build();

  @Override
  public boolean appliesTo(Origin origin, Object result) {
    return true;
  }

  @Override
  public String map(Object result, Expression expression) {
    return result instanceof RawString html ? html.getValue() : escaped(result.toString());
  }

  /** A text as HTML; keeps line feeds. */
  String escaped(String text) {
    return escaper.escape(PlainText.lines(text));
  }
}
