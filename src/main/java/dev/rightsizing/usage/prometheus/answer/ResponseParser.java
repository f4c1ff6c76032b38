// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import java.io.InputStream;

/**
 * Jackson's parser with a shortcut over samples: nearly all of an answer are samples in one form,
 * {@code ,[1700000120,"0.0123"]}, which read as bytes take a fraction of the time of their tokens.
 * The shortcut takes only what lies whole in the buffer in exactly that form and leaves all else to
 * the tokens: blanks, NaN, exponents, or a sample that the buffer's end cuts. So Jackson alone
 * judges what is wrong with an answer.
 */
public final class ResponseParser extends UTF8StreamJsonParser {
  /** Jackson's own eight thousand bytes make decompression a sixth slower. */
  private static final int BUFFER = 1 << 16;

  /** The shortest sample is {@code ,[1,"1"]}. */
  private static final int LEAST_BYTES = 9;

  /** More digits than these may not fit into 64 bits. */
  private static final int MOST_DIGITS = 19;

  /** With more digits a time would not be exact as a double, which tokens go through. */
  private static final int MOST_TIME_DIGITS = 15;

  /** An entry of a map with its key and the headers of its texts. */
  private static final int ENTRY_BYTES = 200;

  private final Decimals decimals;
  private long digits;
  private long second;
  private double value;
  private long mostKept = Long.MAX_VALUE;
  private long kept;

  private ResponseParser(
      IOContext context,
      int features,
      InputStream body,
      ByteQuadsCanonicalizer names,
      Decimals decimals) {
    super(context, features, body, null, names, new byte[BUFFER], 0, 0, 0, false);
    this.decimals = decimals;
  }

  void limit(ResponseLimits limits) {
    mostKept = limits.kept();
  }

  /** How many names of fields were met and are remembered. */
  int names() {
    return _symbols.size();
  }

  /**
   * Counts what a reader keeps in memory of an answer.
   *
   * @param characters of texts, with as much again as an entry of a map takes
   */
  void keep(long characters) throws TooLargeException {
    kept += characters + ENTRY_BYTES;
    if (kept > mostKept) {
      throw new TooLargeException(mostKept + " bytes of labels");
    }
  }

  /**
   * Reads the samples that follow one which was read as tokens; the parser stands on that one's end
   * before and after.
   *
   * @param seconds takes times from {@code from} on, {@code values} takes values
   * @return where the last sample ends in them; {@code from} when none could be read
   */
  int samples(long[] seconds, double[] values, int from) {
    int count = from;
    if (currentToken() == JsonToken.END_ARRAY) {
      while (count < seconds.length && sample()) {
        seconds[count] = second;
        values[count] = value;
        count++;
      }
    }
    return count;
  }

  private boolean sample() {
    int start = _inputPtr;
    if (_inputEnd - start < LEAST_BYTES || !has(start, ',', '[')) {
      return false;
    }
    int time = start + 2;
    int timeEnd = digits(time, 0);
    long read = digits;
    if (timeEnd == time
        || timeEnd - time > MOST_TIME_DIGITS
        || _inputBuffer[time] == '0'
        || !has(timeEnd, ',', '"')) {
      return false;
    }
    int end = decimal(timeEnd + 2);
    if (end < 0 || !has(end, '"', ']')) {
      return false;
    }
    second = read;
    _inputPtr = end + 2;
    return true;
  }

  /** Reads digits with or without a point; returns where they end, or -1 for any other form. */
  private int decimal(int from) {
    int point = digits(from, 0);
    int end = point;
    int scale = 0;
    if (point < _inputEnd && _inputBuffer[point] == '.') {
      end = digits(point + 1, digits);
      scale = end - point - 1;
      if (scale == 0 || scale > Decimals.MOST_SCALE) {
        return -1;
      }
    }
    if (point == from || end - from > MOST_DIGITS && significant(from, end) > MOST_DIGITS) {
      return -1;
    }
    value = decimals.value(digits, scale);
    return end;
  }

  /** Reads on in a number whose first digits are known; returns where they end. */
  private int digits(int from, long before) {
    byte[] bytes = _inputBuffer;
    int end = _inputEnd;
    int at = from;
    long number = before;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      number = number * 10 + (bytes[at] - '0');
      at++;
    }
    digits = number;
    return at;
  }

  private int significant(int from, int end) {
    int first = from;
    while (first < end && (_inputBuffer[first] == '0' || _inputBuffer[first] == '.')) {
      first++;
    }
    int count = 0;
    for (int i = first; i < end; i++) {
      count += _inputBuffer[i] == '.' ? 0 : 1;
    }
    return count;
  }

  private boolean has(int at, char one, char next) {
    return at + 1 < _inputEnd && _inputBuffer[at] == one && _inputBuffer[at + 1] == next;
  }

  /** Makes such parsers for UTF-8, which is what JSON is written in. */
  static final class Factory extends JsonFactory {
    private static final long serialVersionUID = 1L;

    private final transient Decimals decimals = new Decimals();

    Factory(JsonFactoryBuilder features) {
      super(features);
    }

    @Override
    public ResponseParser createParser(InputStream body) {
      return new ResponseParser(
          _createContext(_createContentReference(body), false),
          _parserFeatures,
          body,
          _byteSymbolCanonicalizer.makeChild(_factoryFeatures),
          decimals);
    }
  }
}
