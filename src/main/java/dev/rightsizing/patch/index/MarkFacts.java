// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An edit mark: the comment {@code # {"$rightsizing": "shop/deployment/checkout:app"}} on the line
 * of a key says that below this key stand that container's requests and limits. Without a name
 * after the colon it is the pod as a whole.
 *
 * @param workload namespace, kind in lower case and name
 * @param start of the comment, in bytes
 */
public record MarkFacts(String workload, String container, int start) {
  /** What a file with a mark holds. */
  static final String KEY = "\"$rightsizing\"";

  private static final Pattern MARK =
      Pattern.compile(
          "#[ \\t]*\\{[ \\t]*\"\\$rightsizing\"[ \\t]*:[ \\t]*\"([^\"/]+/[^\"/]+/[^\":]+):([^\"]*)\"");

  /** The marks of a file, whose text has one character a byte. */
  static List<MarkFacts> in(String bytes) {
    List<MarkFacts> found = new ArrayList<>();
    Matcher m = MARK.matcher(bytes);
    while (m.find()) {
      String[] parts = m.group(1).split("/");
      String workload = parts[0] + "/" + parts[1].toLowerCase(Locale.ROOT) + "/" + parts[2];
      found.add(new MarkFacts(workload, m.group(2), m.start()));
    }
    return found;
  }
}
