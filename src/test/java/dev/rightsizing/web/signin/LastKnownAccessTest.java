// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rightsizing.access.AccessException;
import dev.rightsizing.access.Identity;
import dev.rightsizing.access.Permission;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.web.ServedPage.FakeAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LastKnownAccessTest {
  private static final Identity JANE = Identity.of("jane", Set.of());

  private final FakeAccess cluster =
      new FakeAccess()
          .token("t", "jane")
          .allow("jane", "list", "recommendations", "shop")
          .allow("jane", "update", "recommendations", "shop");
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-29T18:00:00Z"));
  private final LastKnownAccess access = new LastKnownAccess(cluster, clock);

  private static Permission to(String verb) {
    return new Permission.OnResource(verb, "rightsizing.dev", "recommendations", "shop", "");
  }

  @Test
  void whoeverWasReadingReadsOnForAQuarterOfAnHour() throws AccessException {
    access.authenticate("t");
    access.allows(JANE, to("list"));
    cluster.away(true);

    clock.advance(Duration.ofMinutes(14));
    assertThat(access.authenticate("t")).contains(JANE);
    assertThat(access.allows(JANE, to("list"))).isTrue();

    clock.advance(Duration.ofMinutes(2));
    assertThatThrownBy(() -> access.authenticate("t")).isInstanceOf(AccessException.class);
    assertThatThrownBy(() -> access.allows(JANE, to("list"))).isInstanceOf(AccessException.class);
  }

  @Test
  void nobodyChangesAnythingOnAnOldAnswer() throws AccessException {
    assertThat(access.allows(JANE, to("update"))).isTrue();
    cluster.away(true);

    assertThatThrownBy(() -> access.allows(JANE, to("update"))).isInstanceOf(AccessException.class);
  }

  @Test
  void aTokenThatWasRefusedBeforeTheOutageStaysRefused() throws AccessException {
    access.authenticate("t");
    cluster.expire("t");
    assertThat(access.authenticate("t")).isEmpty();
    cluster.away(true);

    assertThatThrownBy(() -> access.authenticate("t")).isInstanceOf(AccessException.class);
  }

  @Test
  void aStrangerIsNotLetInDuringAnOutage() {
    cluster.away(true);

    assertThatThrownBy(() -> access.authenticate("t")).isInstanceOf(AccessException.class);
  }
}
