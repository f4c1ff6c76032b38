// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Reason;
import dev.rightsizing.usage.UsageException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;

class RetriesTest {
  private static final Duration ASKED = Duration.ofMillis(150);

  @RepeatedTest(8)
  void neverComesBackBeforeTheServerAsked() throws UsageException {
    Retries retries =
        new Retries(TestSources.settings("http://127.0.0.1:1", Credentials.NONE, 1).query());
    AtomicInteger attempts = new AtomicInteger();
    long start = System.nanoTime();

    retries.run(
        () -> {
          if (attempts.incrementAndGet() == 1) {
            throw new Retries.Throttled(
                new UsageException(Reason.RATE_LIMITED, "slow down"), ASKED);
          }
          return attempts.get();
        });

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(ASKED);
    assertThat(attempts).hasValue(2);
  }
}
