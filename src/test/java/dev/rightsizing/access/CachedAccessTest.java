// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rightsizing.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CachedAccessTest {
  private static final Identity ANNA = Identity.of("anna", Set.of("dev"));
  private static final Permission METRICS = new Permission.OnPath("get", "/metrics");

  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final Cluster cluster = new Cluster();
  private final AccessReview access = new CachedAccess(cluster, Duration.ofSeconds(10), clock);

  /** A cluster that counts what it is asked. */
  private static final class Cluster implements AccessReview {
    private Optional<Identity> identity = Optional.of(ANNA);
    private boolean allowed = true;
    private boolean away;
    private int questions;

    private void count() throws AccessException {
      questions++;
      if (away) {
        throw new AccessException("away", null);
      }
    }

    @Override
    public Optional<Identity> authenticate(String token) throws AccessException {
      count();
      return identity;
    }

    @Override
    public boolean allows(Identity identity, Permission permission) throws AccessException {
      count();
      return allowed;
    }
  }

  @Test
  void asksOnceForTheSameTokenAndPermission() throws AccessException {
    for (int i = 0; i < 5; i++) {
      assertThat(access.authenticate("token")).contains(ANNA);
      assertThat(access.allows(ANNA, METRICS)).isTrue();
    }

    assertThat(cluster.questions).isEqualTo(2);
  }

  @Test
  void noticesARevokedTokenAfterTheTimeOfTheCache() throws AccessException {
    access.authenticate("token");
    cluster.identity = Optional.empty();
    assertThat(access.authenticate("token")).contains(ANNA);

    clock.advance(Duration.ofSeconds(10));

    assertThat(access.authenticate("token")).isEmpty();
  }

  @Test
  void remembersRefusals() throws AccessException {
    cluster.identity = Optional.empty();
    cluster.allowed = false;

    for (int i = 0; i < 5; i++) {
      assertThat(access.authenticate("wrong")).isEmpty();
      assertThat(access.allows(ANNA, METRICS)).isFalse();
    }

    assertThat(cluster.questions).isEqualTo(2);
  }

  @Test
  void keepsTokensAndPeopleApart() throws AccessException {
    access.authenticate("one");
    access.authenticate("other");
    access.allows(ANNA, METRICS);
    access.allows(Identity.of("anna", Set.of()), METRICS);
    access.allows(ANNA, new Permission.OnPath("get", "/other"));

    assertThat(cluster.questions).isEqualTo(5);
  }

  @Test
  void doesNotRememberThatTheClusterWasAway() throws AccessException {
    cluster.away = true;
    assertThatThrownBy(() -> access.authenticate("token")).isInstanceOf(AccessException.class);
    assertThatThrownBy(() -> access.allows(ANNA, METRICS)).isInstanceOf(AccessException.class);

    cluster.away = false;

    assertThat(access.authenticate("token")).contains(ANNA);
    assertThat(access.allows(ANNA, METRICS)).isTrue();
  }
}
