// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import dev.rightsizing.patch.yaml.Template;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlMapping.Entry;
import dev.rightsizing.patch.yaml.YamlNode;
import dev.rightsizing.patch.yaml.YamlScalar;
import dev.rightsizing.patch.yaml.YamlText;
import java.util.Optional;

/** Says where a template expression writes, or may write, what is to be edited. */
final class TemplateGuard {
  private static final String ADVICE = "; set the size where the template takes its values from";

  private final YamlText file;

  TemplateGuard(YamlText file) {
    this.file = file;
  }

  /** Whether a value is an expression, or holds one where it is a scalar. */
  Optional<String> expression(YamlNode value, String key) {
    boolean templated =
        value instanceof YamlScalar
            ? file.hasTemplate(value.content(), value.end())
            : file.templates(value.content(), value.content() + 1).stream()
                .anyMatch(t -> t.start() <= value.content());
    return templated
        ? Optional.of(
            key
                + " on line "
                + file.line(value.content())
                + " is the template expression "
                + shortened(file.templates(value.content(), value.end()).get(0))
                + ADVICE)
        : Optional.empty();
  }

  /** Whether an expression on lines of its own may be the value of a key that has none. */
  Optional<String> below(Entry entry, String key) {
    int from = entry.value().end();
    return alone(from, nextText(from)).map(t -> says(key, t));
  }

  /**
   * Whether an expression on lines of its own may write a key of a mapping. One that is further out
   * than the mapping ends what began around it, unless it writes text.
   */
  Optional<String> supplies(YamlMapping in, String key) {
    int column = in.entries().isEmpty() ? 0 : file.column(in.entries().get(0).key().start());
    int end = in.end();
    return file.templates(in.start(), in.flow() ? end : nextText(end)).stream()
        .filter(Template::alone)
        .filter(
            t ->
                t.start() < end
                    || file.column(t.start()) >= column
                    || text(t).contains("include")
                    || text(t).contains("toYaml")
                    || text(t).contains("indent"))
        .findFirst()
        .map(t -> says(key, t));
  }

  private String says(String key, Template template) {
    return "the template expression "
        + shortened(template)
        + " on line "
        + file.line(template.start())
        + " may write "
        + key
        + ADVICE;
  }

  private Optional<Template> alone(int from, int to) {
    return file.templates(from, to).stream().filter(Template::alone).findFirst();
  }

  /** Where text goes on that is neither blank, comment nor an expression on its own. */
  private int nextText(int from) {
    int i = file.lineEnd(from);
    while (i < file.length()) {
      int start = i;
      if (file.at(i) == '#') {
        i = file.lineEnd(i);
      } else if (file.at(i) <= ' ' && file.at(i) >= 0) {
        i++;
      } else {
        Optional<Template> template = alone(i, i + 1).filter(t -> t.start() <= start);
        if (template.isEmpty()) {
          return i;
        }
        i = template.get().end();
      }
    }
    return i;
  }

  private String text(Template template) {
    return file.text(template.start(), template.end());
  }

  private String shortened(Template template) {
    String text = text(template).replaceAll("\\s+", " ");
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
