// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.yaml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Replacements of ranges of bytes, applied at once; all else stays as it is. */
public final class Splices {

  private record Splice(int start, int end, String text) {}

  private final List<Splice> splices = new ArrayList<>();

  /** Replaces a range; an empty range inserts, an empty text removes. */
  public void replace(int start, int end, String text) {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no range: " + start + " to " + end);
    }
    splices.add(new Splice(start, end, text));
  }

  /** Inserts text; several texts for one place keep their order. */
  public void insert(int at, String text) {
    replace(at, at, text);
  }

  /** Takes over what another holds. */
  public void addAll(Splices other) {
    splices.addAll(other.splices);
  }

  /** Whether nothing changes. */
  public boolean isEmpty() {
    return splices.isEmpty();
  }

  /** Whether two of them change the same bytes, so that they cannot be applied. */
  public boolean overlap() {
    int last = 0;
    for (Splice splice : sorted()) {
      if (splice.start < last) {
        return true;
      }
      last = splice.end;
    }
    return false;
  }

  /**
   * The bytes with all replacements made.
   *
   * @throws IllegalStateException if two of them overlap or one lies outside of the bytes
   */
  public byte[] applyTo(byte[] bytes) {
    if (overlap()) {
      throw new IllegalStateException("two edits of the same bytes");
    }
    List<Splice> sorted = sorted();
    if (!sorted.isEmpty() && sorted.get(sorted.size() - 1).end > bytes.length) {
      throw new IllegalStateException("an edit after the end of the file");
    }
    List<byte[]> texts = sorted.stream().map(s -> s.text.getBytes(StandardCharsets.UTF_8)).toList();
    int size = bytes.length;
    for (int i = 0; i < sorted.size(); i++) {
      size += texts.get(i).length - (sorted.get(i).end - sorted.get(i).start);
    }
    byte[] result = new byte[size];
    int from = 0;
    int to = 0;
    for (int i = 0; i < sorted.size(); i++) {
      Splice splice = sorted.get(i);
      byte[] text = texts.get(i);
      System.arraycopy(bytes, from, result, to, splice.start - from);
      to += splice.start - from;
      System.arraycopy(text, 0, result, to, text.length);
      to += text.length;
      from = splice.end;
    }
    System.arraycopy(bytes, from, result, to, bytes.length - from);
    return result;
  }

  /** By position; a stable order, so that insertions at one place stay as they came. */
  private List<Splice> sorted() {
    List<Splice> sorted = new ArrayList<>(splices);
    sorted.sort(Comparator.comparingInt(Splice::start).thenComparingInt(Splice::end));
    return sorted;
  }
}
