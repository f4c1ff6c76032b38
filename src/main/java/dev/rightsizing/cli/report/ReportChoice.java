// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.jsonpath.Template;
import dev.rightsizing.cli.output.ContainerUsage;
import dev.rightsizing.cli.output.Report;
import dev.rightsizing.cli.output.ReportFormat;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How a person wants a report: in a format, or some fields of its JSON. */
sealed interface ReportChoice {
  /** Writes a report; the writer stays open. */
  void write(Report report, ContainerUsage usage, PrintWriter out);

  /** In a format. */
  record Whole(ReportFormat format) implements ReportChoice {
    @Override
    public void write(Report report, ContainerUsage usage, PrintWriter out) {
      format.write(report, usage, out);
    }
  }

  /** Fields of the JSON. */
  record Fields(Template template) implements ReportChoice {
    @Override
    public void write(Report report, ContainerUsage usage, PrintWriter out) {
      out.print(template.of(new ObjectMapper().valueToTree(report)));
      out.flush();
    }
  }

  /** Reads what is written after {@code -o}. */
  final class Converter implements ITypeConverter<ReportChoice> {
    private static final String JSONPATH = "jsonpath=";

    @Override
    public ReportChoice convert(String text) {
      if (text.startsWith(JSONPATH)) {
        try {
          return new Fields(Template.parse(text.substring(JSONPATH.length())));
        } catch (CommandException e) {
          throw new TypeConversionException(e.getMessage());
        }
      }
      return Arrays.stream(ReportFormat.values())
          .filter(format -> format.name().equalsIgnoreCase(text))
          .findFirst()
          .map(Whole::new)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "expected "
                          + Arrays.stream(ReportFormat.values())
                              .map(format -> format.name().toLowerCase(Locale.ROOT))
                              .collect(Collectors.joining(", "))
                          + " or jsonpath=TEMPLATE but was '"
                          + text
                          + "'"));
    }
  }
}
