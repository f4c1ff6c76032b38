// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.access.AccessException;
import dev.rightsizing.access.AccessReview;
import dev.rightsizing.access.Identity;
import dev.rightsizing.access.Permission;
import dev.rightsizing.telemetry.endpoint.ScrapeAuthorization.Verdict;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScrapeAuthorizationTest {
  private final ScrapeAuthorization authorization = ScrapeAuthorization.by(new Cluster());

  /** Knows two accounts, of which one may read metrics. */
  private static final class Cluster implements AccessReview {
    @Override
    public Optional<Identity> authenticate(String token) throws AccessException {
      if (token.equals("away")) {
        throw new AccessException("the API server does not answer", null);
      }
      return token.equals("scraper") || token.equals("other")
          ? Optional.of(Identity.of(token, Set.of()))
          : Optional.empty();
    }

    @Override
    public boolean allows(Identity identity, Permission permission) {
      return identity.name().equals("scraper")
          && permission.equals(new Permission.OnPath("get", "/metrics"));
    }
  }

  @Test
  void withoutAuthenticationEveryoneMay() {
    assertThat(ScrapeAuthorization.none().of(null)).isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void whoMayGetThePathMay() {
    assertThat(authorization.of("Bearer scraper")).isEqualTo(Verdict.ALLOWED);
    assertThat(authorization.of("bearer  scraper ")).isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void whoIsKnownAndMayNotIsForbidden() {
    assertThat(authorization.of("Bearer other")).isEqualTo(Verdict.FORBIDDEN);
  }

  @Test
  void nobodyElseIsAuthenticated() {
    assertThat(authorization.of(null)).isEqualTo(Verdict.UNAUTHENTICATED);
    assertThat(authorization.of("Basic c2NyYXBlcjo=")).isEqualTo(Verdict.UNAUTHENTICATED);
    assertThat(authorization.of("Bearer expired")).isEqualTo(Verdict.UNAUTHENTICATED);
    assertThat(authorization.of("Bearer")).isEqualTo(Verdict.UNAUTHENTICATED);
  }

  @Test
  void withoutTheApiServerNobodyMay() {
    assertThat(authorization.of("Bearer away")).isEqualTo(Verdict.UNAVAILABLE);
  }
}
