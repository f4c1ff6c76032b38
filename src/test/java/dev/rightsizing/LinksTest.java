// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every link of a page to a file of this repository, and to a heading in it, leads somewhere. */
class LinksTest {
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!\\w+:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]*`");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

  @TestFactory
  Stream<DynamicTest> linksLeadSomewhere() throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> top = Files.list(Path.of(""));
        Stream<Path> docs = Files.walk(Path.of("docs"));
        Stream<Path> chart = Files.walk(Path.of("helm"))) {
      Stream.of(top, docs, chart)
          .flatMap(paths -> paths)
          .filter(path -> path.toString().endsWith(".md"))
          .forEach(pages::add);
    }
    return pages.stream()
        .sorted()
        .map(
            page ->
                DynamicTest.dynamicTest(
                    page.toString(), () -> assertThat(broken(page, read(page))).isEmpty()));
  }

  @Test
  void brokenLinksAreFound() {
    assertThat(
            broken(
                Path.of("README.md"),
                "[a](docs/nowhere.md) [b](README.md#no-such-heading) [c](https://example.com/x)"
                    + " `[d](gone.md)` [e](pom.xml)"))
        .containsExactly("docs/nowhere.md", "README.md#no-such-heading");
  }

  private static List<String> broken(Path page, String text) {
    List<String> broken = new ArrayList<>();
    Matcher link = LINK.matcher(CODE.matcher(text).replaceAll(""));
    while (link.find()) {
      Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
      if (!Files.exists(target)) {
        broken.add(link.group(1));
      } else if (link.group(2) != null && !anchors(read(target)).contains(link.group(2))) {
        broken.add(link.group(1) + "#" + link.group(2));
      }
    }
    return broken;
  }

  /** As GitHub makes them: lower case, blanks as hyphens, without punctuation. */
  private static List<String> anchors(String text) {
    return HEADING
        .matcher(text)
        .results()
        .map(heading -> heading.group(1).strip().toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toList());
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
