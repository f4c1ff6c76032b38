// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.patch.yaml.YamlScalar;
import dev.rightsizing.patch.yaml.YamlText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A patch that stands in a kustomization as a literal block ({@code patch: |-}): its lines without
 * their indentation are a file of their own.
 *
 * @param start of its first line in the kustomization
 * @param end after its last line
 * @param indentation of its lines
 * @param text without the indentation
 */
record InlinePatch(int start, int end, String indentation, String text) {

  /** The patch of a scalar; empty where lines would not come back as they are. */
  static Optional<InlinePatch> of(YamlText file, YamlScalar scalar) {
    if (scalar.style() != YamlScalar.Style.LITERAL) {
      return Optional.empty();
    }
    int start = file.nextLine(scalar.content());
    int end = scalar.end();
    if (start >= end) {
      return Optional.empty();
    }
    String block = file.text(start, end);
    String first = block.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    String indentation = " ".repeat(first.length() - first.stripLeading().length());
    InlinePatch patch =
        new InlinePatch(start, end, indentation, block.replaceAll("(?m)^" + indentation, ""));
    return !indentation.isEmpty() && patch.indented(patch.text()).equals(block)
        ? Optional.of(patch)
        : Optional.empty();
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Another text in the block's indentation. */
  String indented(String other) {
    return other.replaceAll("(?m)^(?=[^\\r\\n])", indentation);
  }
}
