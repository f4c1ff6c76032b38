// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A file of YAML as bytes and as nodes that know their place in it.
 *
 * <p>A file with template expressions is read as it stands where that is YAML, and else with the
 * expressions hidden. Positions are offsets in bytes.
 */
public final class YamlText {
  /** In bytes; etcd takes no object over 1.5 MiB, and bundles of manifests stay under this. */
  public static final int LARGEST = 4 * 1024 * 1024;

  private final byte[] bytes;
  private final Lines lines;
  private final List<Template> templates;
  private final List<YamlDocument> documents;
  private List<Comment> comments;

  private YamlText(
      byte[] bytes, Lines lines, List<Template> templates, List<YamlDocument> documents) {
    this.bytes = bytes;
    this.lines = lines;
    this.templates = List.copyOf(templates);
    this.documents = List.copyOf(documents);
  }

  /**
   * Reads a file in UTF-8, with or without byte order mark and with any line breaks.
   *
   * @throws YamlTextException where it cannot be read
   */
  public static YamlText parse(byte[] file) throws YamlTextException {
    if (file.length > LARGEST) {
      throw new YamlTextException(
          0, "the file is larger than " + LARGEST / (1024 * 1024) + " MiB; split it");
    }
    byte[] bytes = file.clone();
    Lines lines = new Lines(bytes);
    List<Template> templates = Templates.find(bytes);
    try {
      return new YamlText(bytes, lines, templates, read(bytes, lines));
    } catch (YamlEngineException e) {
      if (templates.isEmpty()) {
        throw refusal(e, lines, bytes, "; correct it");
      }
    }
    byte[] hidden = Templates.hidden(bytes, templates);
    try {
      return new YamlText(bytes, lines, templates, read(hidden, lines));
    } catch (YamlEngineException e) {
      throw refusal(
          e,
          lines,
          hidden,
          ", also with its template expressions left out; set the size where the template takes"
              + " its values from");
    }
  }

  private static List<YamlDocument> read(byte[] bytes, Lines lines) throws YamlTextException {
    return new EventTree(bytes, decoded(bytes, lines), lines).documents();
  }

  private static String decoded(byte[] bytes, Lines lines) throws YamlTextException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      int line = lines.number(in.position());
      throw new YamlTextException(line, "line " + line + " is not UTF-8; convert the file");
    }
    return out.flip().toString();
  }

  private static YamlTextException refusal(
      YamlEngineException e, Lines lines, byte[] bytes, String advice) {
    int point = -1;
    String problem = "it cannot be read";
    if (e instanceof MarkedYamlEngineException marked) {
      point = marked.getProblemMark().map(Mark::getIndex).orElse(-1);
      problem = marked.getProblem();
    } else if (e instanceof ReaderException reader) {
      point = reader.getPosition();
      problem = "it holds the control character " + "U+%04X".formatted(reader.getCodePoint());
    }
    if (point < 0) {
      return new YamlTextException(0, "the file is not YAML" + advice);
    }
    int offset = new ByteOffsets(bytes).of(Math.min(point, bytes.length));
    int line = lines.number(Math.min(offset, bytes.length));
    return new YamlTextException(line, "line " + line + " is not YAML (" + problem + ")" + advice);
  }

  /** The documents in order; one that is empty has an empty scalar as its root. */
  public List<YamlDocument> documents() {
    return documents;
  }

  /**
   * The document that a node stands in.
   *
   * @throws IllegalArgumentException if the node is of another file
   */
  public YamlDocument documentOf(YamlNode node) {
    for (YamlDocument document : documents) {
      if (document.root().start() <= node.start() && node.end() <= document.root().end()) {
        return document;
      }
    }
    throw new IllegalArgumentException("the node is of another file");
  }

  /** A copy of the file's bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** In bytes. */
  public int length() {
    return bytes.length;
  }

  /** The byte at an offset. */
  public byte at(int offset) {
    return bytes[offset];
  }

  /** The text of a range. */
  public String text(int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  /** The line of an offset, from 1. */
  public int line(int offset) {
    return lines.number(offset);
  }

  /** Bytes between the start of the line and an offset; a byte order mark does not count. */
  public int column(int offset) {
    int start = lines.start(offset);
    return offset - start - (start == 0 ? byteOrderMark() : 0);
  }

  /** Where the line of an offset begins. */
  public int lineStart(int offset) {
    return lines.start(offset);
  }

  /** Where the line of an offset ends, before its break. */
  public int lineEnd(int offset) {
    return lines.end(offset);
  }

  /** Where the next line begins; the length of the file on its last line. */
  public int nextLine(int offset) {
    return lines.next(offset);
  }

  /** The break that ends the line of an offset, or else the line before; LF where there is none. */
  public String lineBreak(int offset) {
    int end = lines.end(offset);
    int next = lines.next(offset);
    if (next == end && lines.start(offset) > 0) {
      return lineBreak(lines.start(offset) - 1);
    }
    return next == end ? "\n" : text(end, next);
  }

  /** Whether a range touches a template expression. */
  public boolean hasTemplate(int start, int end) {
    int first = firstTemplate(start);
    return first < templates.size() && templates.get(first).start() < end;
  }

  /** The template expressions that touch a range. */
  public List<Template> templates(int start, int end) {
    int first = firstTemplate(start);
    int last = first;
    while (last < templates.size() && templates.get(last).start() < end) {
      last++;
    }
    return templates.subList(first, last);
  }

  /** The first one that ends after an offset. */
  private int firstTemplate(int offset) {
    int low = 0;
    int high = templates.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (templates.get(middle).end() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The comments, in order. */
  public List<Comment> comments() {
    if (comments == null) {
      comments = List.copyOf(new Comments(this).find());
    }
    return comments;
  }

  private int byteOrderMark() {
    return bytes.length >= 3
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF
        ? 3
        : 0;
  }
}
