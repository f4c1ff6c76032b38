// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the direction of imports between rooms, and the purity of those that are pure. */
@AnalyzeClasses(packages = "dev.rightsizing", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

  private static final String OURS = "dev.rightsizing..";

  @ArchTest static final ArchRule modelImportsNobody = room("model");

  @ArchTest static final ArchRule apiImportsNobody = room("api");

  @ArchTest static final ArchRule spansImportNobody = room("spans");

  /** So that it can be a jar of its own: all that it needs is the OpenTelemetry SDK. */
  @ArchTest
  static final ArchRule spansNeedOpenTelemetryAlone =
      classes()
          .that()
          .resideInAPackage("dev.rightsizing.spans..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.rightsizing.spans..", "io.opentelemetry..", "java..", "com.sun.management..");

  /** Nothing else may load it: it is off by default, and then costs nothing. */
  @ArchTest
  static final ArchRule openTelemetryIsKnownToTwoPackages =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.rightsizing.spans..", "dev.rightsizing.telemetry.otlp..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.opentelemetry..");

  @ArchTest static final ArchRule sizingKnowsTheModelOnly = room("sizing", "model");

  @ArchTest
  static final ArchRule backtestIsBesideTheProduct =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.rightsizing", "dev.rightsizing.backtest..", "dev.rightsizing.config..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.rightsizing.backtest..")
          .because("what is only measured with does not belong to the operator's path");

  @ArchTest
  static final ArchRule backtestKnowsPureRoomsOnly =
      noClasses()
          .that()
          .resideInAPackage("dev.rightsizing.backtest..")
          .and()
          .resideOutsideOfPackage("dev.rightsizing.backtest.command..")
          .should()
          .dependOnClassesThat(
              resideOutsideOfPackages(
                      "dev.rightsizing.backtest..",
                      "dev.rightsizing.sizing..",
                      "dev.rightsizing.model..")
                  .and(resideInAnyPackage(OURS)));

  @ArchTest
  static final ArchRule roomsAreFreeOfCycles =
      slices().matching("dev.rightsizing.(*)..").should().beFreeOfCycles();

  /** Rooms whose packages, the room's own included, import each other one way only. */
  private static final List<String> ONE_WAY =
      List.of(
          "access",
          "api",
          "apply",
          "backtest",
          "git",
          "guard",
          "html",
          "notice",
          "recommend",
          "sizing",
          "web",
          "workload");

  @ArchTest
  static final ArchRule packagesOfARoomAreFreeOfCycles =
      slices().assignedFrom(new PackagesOfARoom()).should().beFreeOfCycles();

  /** A slice a package, of the rooms that are one way within. */
  private static final class PackagesOfARoom implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String name = type.getPackageName();
      return ONE_WAY.stream()
              .map(room -> "dev.rightsizing." + room)
              .anyMatch(room -> name.equals(room) || name.startsWith(room + "."))
          ? SliceIdentifier.of(name)
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages of " + ONE_WAY;
    }
  }

  @ArchTest static final ArchRule patchKnowsTheModelOnly = room("patch", "model");

  @ArchTest static final ArchRule guardKnowsTheModelOnly = room("guard", "model");

  @ArchTest
  static final ArchRule applyKnowsGuardsAndTheCluster =
      room("apply", "guard", "model", "workload", "watch");

  @ArchTest
  static final ArchRule applyKnowsKubernetesInItsAdapterAlone =
      noClasses()
          .that()
          .resideInAPackage("dev.rightsizing.apply..")
          .and()
          .resideOutsideOfPackage("dev.rightsizing.apply.kubernetes..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk..", "io.quarkus..");

  @ArchTest static final ArchRule gitKnowsTheModelAndPatches = room("git", "model", "patch");

  /** Git and code hosts are an adapter's business; what is decided and written is not. */
  @ArchTest
  static final ArchRule gitSpeaksToServersInTwoPackages =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.rightsizing.git.repository..",
              "dev.rightsizing.git.request..",
              "dev.rightsizing.config..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.eclipse.jgit..", "org.kohsuke.github..", "io.jsonwebtoken..");

  @ArchTest
  static final ArchRule gitKnowsNoKubernetes =
      noClasses()
          .that()
          .resideInAPackage("dev.rightsizing.git..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk..", "io.quarkus..");

  @ArchTest
  static final ArchRule usageKnowsTheModelAndSketches = room("usage", "model", "sizing.sketch");

  @ArchTest static final ArchRule watchImportsNobody = room("watch");

  @ArchTest
  static final ArchRule workloadKnowsTheModelAndWatches = room("workload", "model", "watch");

  @ArchTest static final ArchRule accessImportsNobody = room("access");

  @ArchTest static final ArchRule htmlKnowsTheModelOnly = room("html", "model");

  @ArchTest
  static final ArchRule webShowsAndNeverActs =
      room(
          "web",
          "evaluate",
          "sizing",
          "usage",
          "workload",
          "html",
          "model",
          "api",
          "recommend",
          "patch",
          "watch",
          "access");

  @ArchTest static final ArchRule noticeKnowsTheModelOnly = room("notice", "model");

  @ArchTest
  static final ArchRule telemetryKnowsTheModelAndAccess = room("telemetry", "model", "access");

  @ArchTest
  static final ArchRule evaluateKnowsPureRoomsAndPorts =
      room("evaluate", "model", "sizing", "patch", "usage", "workload");

  @ArchTest
  static final ArchRule recommendTranslates =
      room("recommend", "model", "evaluate", "api", "usage", "workload");

  @ArchTest
  static final ArchRule reconcileNeverReachesUp =
      noClasses()
          .that()
          .resideInAPackage("dev.rightsizing.reconcile..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.rightsizing.cli..", "dev.rightsizing.config..");

  @ArchTest
  static final ArchRule commandLineNeverActs =
      noClasses()
          .that()
          .resideInAPackage("dev.rightsizing.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.rightsizing.reconcile..");

  @ArchTest
  static final ArchRule adaptersAreKnownToTheWiringAlone =
      noClasses()
          .that(
              resideOutsideOfPackages(
                  "dev.rightsizing.usage..",
                  "dev.rightsizing.workload..",
                  "dev.rightsizing.notice.kubernetes..",
                  "dev.rightsizing.notice.messaging..",
                  "dev.rightsizing.access..",
                  "dev.rightsizing.apply..",
                  "dev.rightsizing.config..",
                  "dev.rightsizing.backtest.command..",
                  "dev.rightsizing.cli.."))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.rightsizing.usage.prometheus..",
              "dev.rightsizing.usage.recording..",
              "dev.rightsizing.workload.kubernetes..",
              "dev.rightsizing.notice.kubernetes..",
              "dev.rightsizing.notice.messaging..",
              "dev.rightsizing.access.kubernetes..",
              "dev.rightsizing.apply.kubernetes..");

  @ArchTest
  static final ArchRule messagesKnowTheModelAndNoticesOnly =
      noClasses()
          .that()
          .resideInAPackage("dev.rightsizing.notice.messaging..")
          .should()
          .dependOnClassesThat(
              resideOutsideOfPackages(
                      "dev.rightsizing.model..",
                      "dev.rightsizing.notice",
                      "dev.rightsizing.notice.messaging..")
                  .and(resideInAnyPackage(OURS)));

  @ArchTest
  static final ArchRule adaptersOfUsageIgnoreEachOther =
      noClasses()
          .that()
          .resideInAPackage("dev.rightsizing.usage.prometheus..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.rightsizing.usage.recording..");

  @ArchTest
  static final ArchRule pureRoomsKnowNeitherKubernetesNorHttpNorLogs =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.rightsizing.model..",
              "dev.rightsizing.sizing..",
              "dev.rightsizing.patch..",
              "dev.rightsizing.guard..",
              "dev.rightsizing.evaluate..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.fabric8..",
              "io.javaoperatorsdk..",
              "io.quarkus..",
              "java.net.http..",
              "org.slf4j..",
              "org.jboss.logging..",
              "java.util.logging..");

  @ArchTest
  static final ArchRule nobodyReadsTheSystemClock =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.rightsizing.config..")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.time.Clock.class, "systemUTC")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule noDrawers =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager");

  private static ArchRule room(String name, String... others) {
    List<String> allowed = new ArrayList<>();
    allowed.add("dev.rightsizing." + name + "..");
    for (String other : others) {
      allowed.add("dev.rightsizing." + other + "..");
    }
    DescribedPredicate<JavaClass> outside =
        resideOutsideOfPackages(allowed.toArray(String[]::new)).and(resideInAnyPackage(OURS));
    return noClasses()
        .that()
        .resideInAPackage("dev.rightsizing." + name + "..")
        .should()
        .dependOnClassesThat(outside)
        .because("data flows one way through the rooms, see docs/concepts.md")
        .allowEmptyShould(true);
  }

  @ArchTest
  static final ArchRule everyClassHasARoom =
      classes()
          .should()
          .resideInAnyPackage("dev.rightsizing", "dev.rightsizing.*..")
          .because("a class without a room is a class that nobody finds");

  @Test
  void everyRoomSaysWhatItIsFor() throws IOException {
    Path root = Path.of("src/main/java/dev/rightsizing");
    try (Stream<Path> tree = Files.walk(root)) {
      List<Path> silent =
          tree.filter(Files::isDirectory)
              .filter(dir -> !dir.equals(root))
              .filter(RoomsTest::holdsClasses)
              .filter(dir -> !Files.exists(dir.resolve("package-info.java")))
              .toList();
      assertThat(silent).as("packages without package-info.java").isEmpty();
    }
  }

  @Test
  void everyFileNamesItsLicence() throws IOException {
    try (Stream<Path> tree = Files.walk(Path.of("src"))) {
      List<Path> without =
          tree.filter(p -> p.toString().endsWith(".java")).filter(p -> !startsWithSpdx(p)).toList();
      assertThat(without).as("files without an SPDX line").isEmpty();
    }
  }

  @Test
  void noClassOutgrowsAReader() throws IOException {
    try (Stream<Path> tree = Files.walk(Path.of("src/main/java"))) {
      List<Path> long350 =
          tree.filter(p -> p.toString().endsWith(".java")).filter(p -> lines(p) > 350).toList();
      assertThat(long350).as("files of more than 350 lines").isEmpty();
    }
  }

  private static boolean holdsClasses(Path dir) {
    try (Stream<Path> files = Files.list(dir)) {
      return files.anyMatch(p -> p.toString().endsWith(".java"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean startsWithSpdx(Path file) {
    return firstLine(file).startsWith("// SPDX-License-Identifier: Apache-2.0");
  }

  private static String firstLine(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().orElse("");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
