// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.page;

import dev.rightsizing.access.AccessException;
import dev.rightsizing.access.Identity;
import dev.rightsizing.web.PageRequest;
import dev.rightsizing.web.Reply;
import dev.rightsizing.web.signin.FormGuard;
import dev.rightsizing.web.signin.SessionCookie;
import dev.rightsizing.web.signin.SignIn;
import dev.rightsizing.web.signin.SignIn.Result;
import java.util.Set;
import java.util.function.Function;

/** Answers for people who are signed in, and turns away everyone else. */
public final class Guarded {
  private static final Identity NOBODY = Identity.of("", Set.of());

  private final SignIn signIn;
  private final SignInPage signInPage;
  private final ErrorPage errors;
  private final FormGuard forms;

  public Guarded(SignIn signIn, SignInPage signInPage, ErrorPage errors, FormGuard forms) {
    this.signIn = signIn;
    this.signInPage = signInPage;
    this.errors = errors;
    this.forms = forms;
  }

  /** The answer to a request that only reads. */
  public Reply read(PageRequest request, PageHandler handler) {
    return withForms(request, prepared -> answer(prepared, handler));
  }

  /** The answer to a request that reads what anyone may. */
  public Reply readOpen(PageRequest request, Function<PageRequest, Reply> handler) {
    return withForms(request, handler);
  }

  private Reply withForms(PageRequest request, Function<PageRequest, Reply> handler) {
    if (forms.hasToken(request)) {
      return handler.apply(request);
    }
    PageRequest prepared = forms.withToken(request);
    return handler
        .apply(prepared)
        .with("Set-Cookie", SessionCookie.FORMS.set(request, forms.token(prepared)));
  }

  /** The answer to a form of this page, which may change something. */
  public Reply write(PageRequest request, PageHandler handler) {
    return forms.accepts(request) ? answer(request, handler) : foreign(request);
  }

  /** The answer to a form of this page that needs nobody to be signed in. */
  public Reply open(PageRequest request, PageHandler handler) {
    return forms.accepts(request) ? handled(request, NOBODY, handler) : foreign(request);
  }

  private Reply answer(PageRequest request, PageHandler handler) {
    Result result;
    try {
      result = signIn.check(request);
    } catch (AccessException e) {
      return unknown(request, e);
    }
    if (result instanceof Result.Known known) {
      return handled(request, known.person(), handler);
    }
    if (result instanceof Result.Refused refused) {
      return errors.reply(request, 403, "Not allowed", refused.message());
    }
    return signInPage.ask(request, ((Result.Unknown) result).message());
  }

  private Reply handled(PageRequest request, Identity person, PageHandler handler) {
    try {
      return handler.handle(request, person);
    } catch (AccessException e) {
      return unknown(request, e);
    } catch (PageException e) {
      return errors.reply(request, e.status(), e.title(), e.getMessage());
    }
  }

  private Reply unknown(PageRequest request, AccessException e) {
    return errors.reply(
        request,
        503,
        "Your rights cannot be checked",
        "Nothing is shown, because " + e.getMessage() + "." + errors.outage());
  }

  private Reply foreign(PageRequest request) {
    return errors.reply(
        request,
        403,
        "Not sent by this page",
        "The form was not sent by this page, or its cookie is gone. Nothing was changed. Open the"
            + " page again and repeat what you did.");
  }
}
