// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class ErrorClassTest {

  @Test
  void exceptionsAreClassedByWhatWentWrong() {
    assertThat(ErrorClass.of(new TimeoutException())).isEqualTo(ErrorClass.TIMEOUT);
    assertThat(ErrorClass.of(new HttpTimeoutException("late"))).isEqualTo(ErrorClass.TIMEOUT);
    assertThat(ErrorClass.of(new ConnectException())).isEqualTo(ErrorClass.CONNECTION);
    assertThat(ErrorClass.of(new UnknownHostException())).isEqualTo(ErrorClass.CONNECTION);
    assertThat(ErrorClass.of(new SSLHandshakeException("no"))).isEqualTo(ErrorClass.CONNECTION);
    assertThat(ErrorClass.of(new EOFException())).isEqualTo(ErrorClass.NETWORK);
    assertThat(ErrorClass.of(new OutOfMemoryError())).isEqualTo(ErrorClass.MEMORY);
    assertThat(ErrorClass.of(new IllegalStateException())).isEqualTo(ErrorClass.UNKNOWN);
  }

  @Test
  void theCauseSaysMoreThanWhatWrapsIt() {
    assertThat(ErrorClass.of(new CompletionException(new IOException(new ConnectException()))))
        .isEqualTo(ErrorClass.CONNECTION);
    assertThat(ErrorClass.of(new UncheckedIOException(new SocketTimeoutException("late"))))
        .isEqualTo(ErrorClass.TIMEOUT);
    assertThat(ErrorClass.of(new IOException("reset", new IllegalStateException())))
        .isEqualTo(ErrorClass.NETWORK);
  }

  @Test
  void outcomesOfQueriesHaveAClass() {
    assertThat(ErrorClass.of(Reason.SOURCE_TIMEOUT)).isEqualTo(ErrorClass.TIMEOUT);
    assertThat(ErrorClass.of(Reason.TOO_MANY_POINTS)).isEqualTo(ErrorClass.MEMORY);
    assertThat(ErrorClass.of(Reason.TRUNCATED)).isEqualTo(ErrorClass.NETWORK);
    assertThat(ErrorClass.of(Reason.SOURCE_UNREACHABLE)).isEqualTo(ErrorClass.CONNECTION);
    assertThat(ErrorClass.of(Reason.UNAUTHORIZED)).isEqualTo(ErrorClass.UNKNOWN);
  }
}
