// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our part of a request's body, between two HTML comments, which no host shows. What people write
 * before and after it stays, and so does a title that they wrote: the first comment holds a hash of
 * ours, by which an edited one is known.
 *
 * @param title to give the request
 * @param body to give the request
 */
public record RequestBody(String title, String body) {
  /** Characters that the markers, a caller's among them, and their line ends take, at most. */
  static final int MARKERS = 200;

  /** GitHub's limit is 65,536; the rest is for line ends, which it counts as two characters. */
  private static final int LONGEST = 64_000;

  private static final int HASH_DIGITS = 16;
  private static final String END = "<!-- rightsizing:end -->";
  private static final Pattern BEGIN =
      Pattern.compile("<!-- rightsizing:begin(?: title=([0-9a-f]{16}))? -->");
  private static final Pattern OURS =
      Pattern.compile(BEGIN.pattern() + ".*?" + Pattern.quote(END), Pattern.DOTALL);

  /** What hosts put before the title of a draft. */
  private static final Pattern DRAFT =
      Pattern.compile("^(?:\\[?(?:draft|wip)\\]?:?\\s+)+", Pattern.CASE_INSENSITIVE);

  /** A body that is ours alone. */
  static String marked(String title, String text) {
    return "<!-- rightsizing:begin title=" + hash(title) + " -->\n" + text.strip() + "\n\n" + END;
  }

  /**
   * What an open request shall say: our new text in the place of our old one. Where a person took
   * our part or one of its markers away, it comes after what is there.
   */
  public static RequestBody merge(String title, String body, RequestText ours) {
    String existing = body == null ? "" : body.replace("\r\n", "\n");
    String merged = body(existing, ours.body());
    if (merged.length() > LONGEST) {
      merged = body(existing, ours.brief());
    }
    return new RequestBody(
        title(title == null ? "" : title, existing, ours.title()),
        merged.length() > LONGEST ? existing : merged);
  }

  /** Whether a host's text is this one, however it ends lines. */
  public boolean sameAs(String hostTitle, String hostBody) {
    return title.strip().equals(hostTitle == null ? "" : hostTitle.strip())
        && body.strip().equals(hostBody == null ? "" : hostBody.replace("\r\n", "\n").strip());
  }

  private static String body(String existing, String ours) {
    Matcher old = OURS.matcher(existing);
    if (!old.find()) {
      String theirs = withoutMarkers(existing).strip();
      return theirs.isEmpty() ? ours : theirs + "\n\n" + ours;
    }
    return withoutMarkers(existing.substring(0, old.start()))
        + ours
        + withoutMarkers(OURS.matcher(existing.substring(old.end())).replaceAll(""));
  }

  /** A marker without its other half would swallow a person's text in a later pass. */
  private static String withoutMarkers(String text) {
    return BEGIN.matcher(text).replaceAll("").replace(END, "");
  }

  private static String title(String existing, String body, String ours) {
    Matcher draft = DRAFT.matcher(existing);
    String prefix = draft.find() ? draft.group() : "";
    Matcher begin = BEGIN.matcher(body);
    boolean isOurs =
        existing.isBlank()
            || begin.find() && hash(existing.substring(prefix.length())).equals(begin.group(1));
    return isOurs ? prefix + ours : existing;
  }

  private static String hash(String title) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(title.strip().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
