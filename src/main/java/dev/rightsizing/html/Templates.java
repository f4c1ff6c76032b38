// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.html;

import io.quarkus.qute.Engine;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The templates under {@code dev/rightsizing/html} of the class path, named without {@code .html}.
 * Every value is escaped; a name that the data lacks is an error. Safe for use by several threads.
 */
public final class Templates {
  private static final String FOLDER = "/dev/rightsizing/html/";
  private static final String ENDING = ".html";

  private final Engine engine =
      Engine.builder()
          .addDefaults()
          .addValueResolver(new ReflectionValueResolver())
          .addResultMapper(new HtmlText())
          .addLocator(Templates::locate)
          .build();

  /**
   * A page, or a part of one, as text.
   *
   * @param template name, such as {@code overview}
   * @param data what its expressions name; records are read by their components
   * @throws IllegalArgumentException when there is no such template
   */
  public String text(String template, Map<String, ?> data) {
    Template found = engine.getTemplate(template);
    if (found == null) {
      throw new IllegalArgumentException("there is no template " + FOLDER + template + ENDING);
    }
    var instance = found.instance();
    data.forEach(instance::data);
    return instance.render();
  }

  /** The same as a value for another template, which must not escape it again. */
  public RawString part(String template, Map<String, ?> data) {
    return new RawString(text(template, data));
  }

  private static Optional<TemplateLocation> locate(String name) {
    // The name of a template is a constant of the program; a path out of the folder is refused
    // anyway.
    if (name.contains("..") || Templates.class.getResource(FOLDER + name + ENDING) == null) {
      return Optional.empty();
    }
    return Optional.of(new Location(FOLDER + name + ENDING));
  }

  private record Location(String path) implements TemplateLocation {
    @Override
    public Reader read() {
      InputStream in = Templates.class.getResourceAsStream(path);
      if (in == null) {
        throw new UncheckedIOException(new IOException(path + " is missing"));
      }
      return new InputStreamReader(in, StandardCharsets.UTF_8);
    }

    @Override
    public Optional<Variant> getVariant() {
      return Optional.of(Variant.forContentType(Variant.TEXT_HTML));
    }
  }
}
