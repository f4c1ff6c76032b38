// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** The difference of two contents of a file as {@code git diff} prints it. */
public final class UnifiedDiff {
  private UnifiedDiff() {}

  /**
   * The difference, which {@code git apply} takes; empty where there is none.
   *
   * @param before null for a file that is new
   */
  public static String of(String path, byte[] before, byte[] after) {
    RawText old = new RawText(before == null ? new byte[0] : before);
    RawText changed = new RawText(after);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DiffFormatter formatter = new DiffFormatter(out)) {
      var edits =
          DiffAlgorithm.getAlgorithm(DiffAlgorithm.SupportedAlgorithm.HISTOGRAM)
              .diff(RawTextComparator.DEFAULT, old, changed);
      if (edits.isEmpty()) {
        return "";
      }
      formatter.format(edits, old, changed);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return "diff --git a/"
        + path
        + " b/"
        + path
        + "\n"
        + (before == null ? "new file mode 100644\n--- /dev/null" : "--- a/" + path)
        + "\n+++ b/"
        + path
        + "\n"
        + out.toString(StandardCharsets.UTF_8);
  }
}
