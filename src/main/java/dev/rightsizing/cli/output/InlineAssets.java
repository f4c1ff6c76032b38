// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import dev.rightsizing.html.Asset;
import dev.rightsizing.html.Assets;
import dev.rightsizing.html.Libraries;
import io.quarkus.qute.RawString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Style and scripts that a file holds itself, and the policy by which a browser runs these very
 * texts and nothing else.
 *
 * @param scripts in the order in which they run
 */
record InlineAssets(String style, List<String> scripts) {

  static InlineAssets read() {
    Assets assets =
        new Assets(
            List.of("style.css", "chart.css", "report.css", "chart.js", "report.js"),
            List.of(Libraries.UPLOT_STYLE, Libraries.UPLOT_SCRIPT));
    return new InlineAssets(
        text(assets, "style.css", "uPlot.min.css", "chart.css", "report.css"),
        List.of(
            text(assets, "uPlot.iife.min.js"),
            text(assets, "chart.js"),
            text(assets, "report.js")));
  }

  private static String text(Assets assets, String... names) {
    return List.of(names).stream()
        .map(assets::named)
        .map(Asset::text)
        .collect(Collectors.joining("\n"));
  }

  /** The style as it stands between its tags. */
  RawString styleText() {
    return new RawString(style);
  }

  /** The scripts as they stand between their tags. */
  List<RawString> scriptTexts() {
    return scripts.stream().map(RawString::new).toList();
  }

  /**
   * A Content-Security-Policy that allows these texts by their hashes, and no connection at all.
   */
  String policy() {
    return "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src "
        + hash(style)
        + "; script-src "
        + scripts.stream().map(InlineAssets::hash).collect(Collectors.joining(" "));
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
