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

  private final ReadBack readBack = new ReadBack();

  /**
   * The text, read back by two parsers.
   *
   * @param value maps, lists, strings and nulls
   * @throws IllegalStateException if a parser reads something else than was meant
   */
  String write(Object value) {
    try {
      String text = mapper.writeValueAsString(value);
      // All that a patch names is plain ASCII; anything else would be there to deceive.
      if (!readBack.says(value, text) || !text.chars().allMatch(c -> c == '\n' || isPlain(c))) {
        throw new IllegalStateException(
            "no patch is offered, because YAML parsers disagree on its meaning; check the"
                + " template for unusual names");
      }
      return text;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a patch cannot be written as YAML", e);
    }
  }

  private static boolean isPlain(int c) {
    return c >= ' ' && c <= '~';
  }

  /**
   * Quotes what some reader of YAML takes for a number or a date, such as a container named {@code
   * 1e3}, which kubectl reads as 1000. Quantities with a suffix are text to every reader. Quoted,
   * and so escaped, is also what some reader takes for the end of a line (U+0085, U+2028, U+2029)
   * or none may see (control characters); line feeds of a patch within a patch stand as they are.
   */
  private static final class NumberLikeNames extends StringQuotingChecker.Default {
    private static final long serialVersionUID = 1;
    private static final Pattern QUANTITY = Pattern.compile("\\d+(m|Ki|Mi|Gi|Ti)");

    @Override
    public boolean needToQuoteValue(String value) {
      boolean numberLike = !value.isEmpty() && Character.isDigit(value.charAt(0));
      return numberLike && !QUANTITY.matcher(value).matches()
          || value.chars().anyMatch(NumberLikeNames::isUnseen)
          || super.needToQuoteValue(value);
    }

    private static boolean isUnseen(int c) {
      return c < ' ' && c != '\n'
          || c >= 0x7f && c <= 0xa0
          || c == 0x2028
          || c == 0x2029
          || c == 0xfeff;
    }
  }
}
