// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Chromium that one test class drives; close it afterwards. Playwright's own download is
 * off.
 */
public final class LocalChromium implements AutoCloseable {
  /** Names the program where it is elsewhere. */
  private static final String PROGRAM = "CHROMIUM";

  private static final List<String> PLACES =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  private final Playwright playwright;
  private final Browser browser;

  private LocalChromium(Path program) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--font-render-hinting=none")));
  }

  /** Starts it; where it is missing the test is skipped, in CI it fails. */
  public static LocalChromium start() {
    Optional<Path> program = program();
    String advice =
        "chromium is missing; run apt-get install chromium, or set CHROMIUM to its path";
    if (program.isEmpty() && "true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(advice);
    }
    Assumptions.assumeTrue(program.isPresent(), advice);
    return new LocalChromium(program.get());
  }

  private static Optional<Path> program() {
    return Stream.concat(Stream.ofNullable(System.getenv(PROGRAM)), PLACES.stream())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The browser, in which each test opens a context of its own. */
  public Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
