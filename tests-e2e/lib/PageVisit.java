// SPDX-License-Identifier: Apache-2.0
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Signs in at the page with a token, as a person does, and keeps a screenshot of each page.
 *
 * <p>usage: java PageVisit.java URL TOKEN_FILE CHROMIUM FOLDER
 */
class PageVisit {
  private final Page page;
  private final Path folder;

  private PageVisit(Page page, Path folder) {
    this.page = page;
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    List<String> problems = new ArrayList<>();
    try (Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(args[2]))
                        .setArgs(
                            List.of(
                                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                                "--disable-background-networking", "--disable-component-update",
                                "--disable-sync", "--font-render-hinting=none")))) {
      Page page =
          browser.newPage(
              new Browser.NewPageOptions().setViewportSize(1360, 900).setBaseURL(args[0]));
      page.onPageError(problems::add);
      PageVisit visit = new PageVisit(page, Path.of(args[3]));
      // The browser reports the 401 of the first page as an error, so listen only from here on.
      visit.signIn(Files.readString(Path.of(args[1])).strip());
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              problems.add(message.text());
            }
          });
      visit.see("/", "overview", "Deployment/checkout");
      visit.see("/recommendations", "recommendations", "Deployment/checkout");
      visit.see("/recommendations/shop/deployment-checkout", "recommendation", "Deployment/checkout");
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException("errors in the browser's console: " + problems);
    }
  }

  private void signIn(String token) {
    page.navigate("/");
    page.locator("#token").fill(token);
    keep("sign-in");
    page.locator("form button.primary").click();
    page.locator("#token")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
  }

  private void see(String path, String name, String text) {
    page.navigate(path);
    page.getByText(text).first().waitFor();
    keep(name);
  }

  private void keep(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(folder.resolve(name + ".png")));
  }
}
