// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The picture of the rooms in docs/architecture.md is the one that the code has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitecturePageTest {
  private static final Path PAGE = Path.of("docs/architecture.md");
  private static final String ROOT = "dev.rightsizing.";

  /** Room by room, what it imports. */
  private final Map<String, Set<String>> code = new TreeMap<>();

  private final Map<String, Set<String>> picture = new TreeMap<>();

  @BeforeAll
  void readBoth() throws IOException {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.rightsizing");
    for (JavaClass one : classes) {
      room(one)
          .ifPresent(
              from ->
                  one.getDirectDependenciesFromSelf().stream()
                      .flatMap(d -> room(d.getTargetClass()).stream())
                      .filter(to -> !to.equals(from))
                      .forEach(to -> code.computeIfAbsent(from, r -> new TreeSet<>()).add(to)));
    }
    for (String line : Files.readAllLines(PAGE)) {
      String[] sides = line.split("-->");
      if (sides.length == 2) {
        picture
            .computeIfAbsent(sides[0].strip(), r -> new TreeSet<>())
            .addAll(Arrays.stream(sides[1].split("&")).map(String::strip).toList());
      }
    }
  }

  private static Optional<String> room(JavaClass one) {
    String name = one.getPackageName();
    return name.startsWith(ROOT)
        ? Optional.of(name.substring(ROOT.length()).split("\\.")[0])
        : Optional.empty();
  }

  @Test
  void everyRoomIsInThePictureAndInTheTable() throws IOException {
    String page = Files.readString(PAGE);
    try (Stream<Path> rooms = Files.list(Path.of("src/main/java/dev/rightsizing"))) {
      List<String> names =
          rooms.filter(Files::isDirectory).map(room -> room.getFileName().toString()).toList();

      assertThat(names)
          .isNotEmpty()
          .allSatisfy(
              room -> {
                assertThat(page).containsPattern("(?m)^\\s+" + room + "$");
                assertThat(page).contains("| `" + room + "` |");
              });
    }
  }

  @Test
  void everyArrowIsAnImport() {
    picture.forEach(
        (from, all) -> assertThat(code.get(from)).as("imports of %s", from).containsAll(all));
  }

  @Test
  void everyImportIsAnArrowOrSeveral() {
    code.forEach(
        (from, all) -> assertThat(reachable(from)).as("what %s reaches", from).containsAll(all));
  }

  private Set<String> reachable(String from) {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(picture.getOrDefault(from, Set.of()));
    while (!open.isEmpty()) {
      String room = open.pop();
      if (seen.add(room)) {
        open.addAll(picture.getOrDefault(room, Set.of()));
      }
    }
    return seen;
  }
}
