// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.server;

import dev.rightsizing.access.AccessReview;
import dev.rightsizing.html.Assets;
import dev.rightsizing.html.Libraries;
import dev.rightsizing.html.Templates;
import dev.rightsizing.web.PageRequest;
import dev.rightsizing.web.PageSettings;
import dev.rightsizing.web.PageSettings.Authentication;
import dev.rightsizing.web.Reply;
import dev.rightsizing.web.data.Decider;
import dev.rightsizing.web.data.Records;
import dev.rightsizing.web.page.DecisionAction;
import dev.rightsizing.web.page.DetailPage;
import dev.rightsizing.web.page.DetailSection;
import dev.rightsizing.web.page.ErrorPage;
import dev.rightsizing.web.page.Guarded;
import dev.rightsizing.web.page.OverviewPage;
import dev.rightsizing.web.page.PageHandler;
import dev.rightsizing.web.page.Rights;
import dev.rightsizing.web.page.Shell;
import dev.rightsizing.web.page.SignInPage;
import dev.rightsizing.web.page.TablePage;
import dev.rightsizing.web.signin.FormGuard;
import dev.rightsizing.web.signin.LastKnownAccess;
import dev.rightsizing.web.signin.LocalSignIn;
import dev.rightsizing.web.signin.ProxySignIn;
import dev.rightsizing.web.signin.SessionStart;
import dev.rightsizing.web.signin.SignIn;
import dev.rightsizing.web.signin.TokenSignIn;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/** Puts the pages together: which path is answered by what, and for whom. */
public final class Site {
  private static final List<String> OURS = List.of("style.css", "page.js", "chart.css", "chart.js");
  private static final List<String> LIBRARIES =
      List.of("htmx.org/2.0.10/dist/htmx.min.js", Libraries.UPLOT_STYLE, Libraries.UPLOT_SCRIPT);
  private static final String LOCAL_USER = "local user";
  private static final String DETAIL = "/recommendations/:namespace/:name";

  private final PageSettings settings;
  private final Parts parts;

  /**
   * What the pages need.
   *
   * @param access answers of the API server, remembered for seconds
   * @param sections further parts of the page of a Recommendation
   * @param questions runs questions about single namespaces
   */
  public record Parts(
      Records records,
      AccessReview access,
      Decider decider,
      List<DetailSection> sections,
      ExecutorService questions,
      Clock clock) {
    public Parts {
      sections = List.copyOf(sections);
    }
  }

  public Site(PageSettings settings, Parts parts) {
    this.settings = settings;
    this.parts = parts;
  }

  /** The routes. */
  public Routes routes() {
    Assets assets = new Assets(OURS, LIBRARIES);
    FormGuard forms = new FormGuard();
    Shell shell = new Shell(new Templates(), assets, parts.records(), forms, parts.clock());
    ErrorPage errors = new ErrorPage(shell, parts.records(), parts.clock());
    AccessReview access = new LastKnownAccess(parts.access(), parts.clock());
    SignInPage signInPage =
        new SignInPage(shell, new SessionStart(settings.authentication(), parts.access()));
    Guarded guarded = new Guarded(signIn(access), signInPage, errors, forms);
    Rights rights = new Rights(reads(access), parts.questions());
    DetailPage detail =
        new DetailPage(shell, parts.records(), rights, parts.sections(), parts.clock());

    Map<String, Function<PageRequest, Reply>> get = new LinkedHashMap<>();
    get.put("/", read(guarded, new OverviewPage(shell, parts.records(), rights, parts.clock())));
    get.put(
        "/recommendations",
        read(guarded, new TablePage(shell, parts.records(), rights, parts.clock())));
    get.put(DETAIL, read(guarded, detail));
    get.put(DETAIL + "/:section", read(guarded, detail));
    get.put("/sign-in", request -> guarded.readOpen(request, signInPage::show));

    PageHandler decide = new DecisionAction(detail, rights, parts.decider());
    Map<String, Function<PageRequest, Reply>> post = new LinkedHashMap<>();
    post.put(DETAIL + "/decision", request -> guarded.write(request, decide));
    post.put("/sign-in", request -> guarded.open(request, signInPage::submit));
    post.put("/sign-out", request -> guarded.open(request, signInPage::leave));
    return new Routes(assets, get, post, errors::reply);
  }

  private static Function<PageRequest, Reply> read(Guarded guarded, PageHandler handler) {
    return request -> guarded.read(request, handler);
  }

  private SignIn signIn(AccessReview access) {
    return switch (settings.authentication()) {
      case TOKEN -> new TokenSignIn(access);
      case PROXY -> new ProxySignIn(settings.proxy(), new TokenSignIn(access));
      case LOCAL -> new LocalSignIn(LOCAL_USER);
    };
  }

  /** Without signing in a person has the operator's own rights, which need no question. */
  private AccessReview reads(AccessReview access) {
    return settings.authentication() == Authentication.LOCAL ? new OwnRights() : access;
  }
}
