// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.yaml;

import java.util.List;
import java.util.Optional;

/**
 * Keys with values, in the order of the file; a key may stand there twice.
 *
 * @param flow in braces
 */
public record YamlMapping(
    List<Entry> entries,
    boolean flow,
    int start,
    int content,
    int end,
    Optional<String> anchor,
    Optional<String> tag)
    implements YamlNode {

  public YamlMapping {
    entries = List.copyOf(entries);
  }

  /** A key and its value. */
  public record Entry(YamlNode key, YamlNode value) {

    /** Whether the key is this text. */
    public boolean is(String name) {
      return key instanceof YamlScalar scalar && scalar.value().equals(name);
    }
  }

  /** The first entry of a key; merge keys are not followed. */
  public Optional<Entry> entry(String key) {
    for (Entry entry : entries) {
      if (entry.is(key)) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  /** The first value of a key; aliases and merge keys are not followed. */
  public Optional<YamlNode> get(String key) {
    return entry(key).map(Entry::value);
  }

  /** The value of a key where it is a mapping. */
  public Optional<YamlMapping> mapping(String key) {
    return get(key).filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast);
  }

  /** The value of a key where it is a sequence. */
  public Optional<YamlSequence> sequence(String key) {
    return get(key).filter(YamlSequence.class::isInstance).map(YamlSequence.class::cast);
  }

  /** The value of a key where it is a text. */
  public Optional<String> text(String key) {
    return get(key)
        .filter(YamlScalar.class::isInstance)
        .map(YamlScalar.class::cast)
        .map(YamlScalar::value);
  }
}
