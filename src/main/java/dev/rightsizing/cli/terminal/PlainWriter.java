// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.terminal;

import dev.rightsizing.model.PlainText;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Lets only printable text through, whoever wrote it: the last door before a terminal, a file or a
 * pipe.
 */
final class PlainWriter extends FilterWriter {
  /** The first half of a pair, or of a line end, whose second half was not written yet. */
  private String held = "";

  PlainWriter(Writer out) {
    super(out);
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    String all = held + text.substring(offset, offset + length);
    int end = all.length();
    if (end > 0 && isFirstHalf(all.charAt(end - 1))) {
      end--;
    }
    held = all.substring(end);
    out.write(PlainText.lines(all.substring(0, end)));
  }

  private static boolean isFirstHalf(char last) {
    return Character.isHighSurrogate(last) || last == '\r';
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    write(new String(text, offset, length), 0, length);
  }

  @Override
  public void write(int character) throws IOException {
    write(Character.toString((char) character), 0, 1);
  }
}
