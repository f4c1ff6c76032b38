// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads text as two parsers do, one of YAML 1.1 as Go programs have it and one of YAML 1.2. They
 * differ in what ends a line and in what is a number, so a text that both read alike holds no
 * surprise for whoever applies it.
 */
public final class ReadBack {
  private final ObjectMapper older = new ObjectMapper(new YAMLFactory());

  /** Maps, lists and scalars; empty where the parsers disagree or one refuses. */
  public Optional<Object> read(String text) {
    try {
      Object one = older.readValue(text, Object.class);
      Object other =
          new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build())
              .loadFromString(text);
      return one != null && one.equals(other) ? Optional.of(one) : Optional.empty();
    } catch (JsonProcessingException | YamlEngineException e) {
      return Optional.empty();
    }
  }

  /** Whether both parsers read exactly what was meant. */
  boolean says(Object meant, String text) {
    return read(text).filter(meant::equals).isPresent();
  }
}
