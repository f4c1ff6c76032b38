// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.util.regex.Pattern;

/** Writes YAML as people write it: no document marker, quotes only where they are needed. */
final class PatchYaml {
  private final ObjectMapper mapper =
      new ObjectMapper(
          YAMLFactory.builder()
              .stringQuotingChecker(new NumberLikeNames())
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .build());

  String write(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a patch cannot be written as YAML", e);
    }
  }

  /**
   * Quotes what some reader of YAML takes for a number or a date, such as a container named {@code
   * 1e3}, which kubectl reads as 1000. Quantities with a suffix are text to every reader.
   */
  private static final class NumberLikeNames extends StringQuotingChecker.Default {
    private static final long serialVersionUID = 1;
    private static final Pattern QUANTITY = Pattern.compile("\\d+(m|Ki|Mi|Gi|Ti)");

    @Override
    public boolean needToQuoteValue(String value) {
      boolean numberLike = !value.isEmpty() && Character.isDigit(value.charAt(0));
      return numberLike && !QUANTITY.matcher(value).matches() || super.needToQuoteValue(value);
    }
  }
}
