// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.text;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.autolink.AutolinkType;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** GitHub-flavoured Markdown as a second implementation understands it. */
final class Rendered {
  private static final List<Extension> GFM =
      List.of(
          TablesExtension.create(),
          // Its rule for addresses of mail takes characters that GFM's does not.
          AutolinkExtension.builder().linkTypes(AutolinkType.URL, AutolinkType.WWW).build(),
          StrikethroughExtension.create());

  private Rendered() {}

  static Node parse(String markdown) {
    return Parser.builder().extensions(GFM).build().parse(markdown);
  }

  static String html(String markdown) {
    return HtmlRenderer.builder().extensions(GFM).build().render(parse(markdown));
  }
}
