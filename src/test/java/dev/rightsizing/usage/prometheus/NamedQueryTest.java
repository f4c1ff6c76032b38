// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rightsizing.model.Reason;
import dev.rightsizing.testkit.ScriptedHttpServer;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.risk.NamedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries that policies have written, put to servers that misbehave. */
class NamedQueryTest {
  private static final Instant NOW = Instant.ofEpochSecond(1700003700);

  private final ScriptedHttpServer server = new ScriptedHttpServer();
  private final List<String> seen = new ArrayList<>();

  @AfterEach
  void stop() {
    server.close();
  }

  private void read() throws UsageException {
    TestSources.source(server.url(), Credentials.NONE, 3)
        .readNamed(
            new NamedQuery("dns", "a{b=\"c\"} + d", NOW),
            (labels, value) -> seen.add(labels + "=" + value));
  }

  private static String vector(String result) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
        + result
        + "]}}";
  }

  private static String sample(String pod, String value) {
    return "{\"metric\":{\"pod\":\"" + pod + "\"},\"value\":[1700003700.1,\"" + value + "\"]}";
  }

  @Test
  void isSentAsItIsOnce() throws UsageException {
    server.then(ScriptedHttpServer.json(vector(sample("a", "1.5") + "," + sample("b", "-2"))));
    read();

    assertThat(seen).containsExactly("{pod=a}=1.5", "{pod=b}=-2.0");
    assertThat(server.requests()).hasSize(1);
    assertThat(server.requests().get(0).path()).isEqualTo("/api/v1/query");
    assertThat(server.requests().get(0).body())
        .contains("query=a%7Bb%3D%22c%22%7D+%2B+d", "time=1700003700", "timeout=4s");
  }

  @ParameterizedTest
  @CsvSource({"NaN", "+Inf", "-Inf", "x"})
  void whatIsNoNumberIsHandedOnAsSuch(String value) throws UsageException {
    server.then(ScriptedHttpServer.json(vector(sample("a", value))));
    read();

    assertThat(seen).containsExactly("{pod=a}=NaN");
  }

  @ParameterizedTest
  @CsvSource({
    "400, QUERY_REJECTED",
    "422, QUERY_REJECTED",
    "401, UNAUTHORIZED",
    "429, RATE_LIMITED",
    "500, SOURCE_ERROR",
    "503, SOURCE_OVERLOADED"
  })
  void aRefusalIsSaidAndNotTriedAgain(int status, Reason reason) {
    server.then(ScriptedHttpServer.status(status, ""));

    assertThat(catchThrowableOfType(UsageException.class, this::read).reason()).isEqualTo(reason);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void tooManySeriesAreNotReadOn() {
    String many = String.join(",", java.util.Collections.nCopies(10_001, sample("a", "1")));
    server.then(ScriptedHttpServer.json(vector(many)));

    UsageException fault = catchThrowableOfType(UsageException.class, this::read);
    assertThat(fault.reason()).isEqualTo(Reason.TOO_MANY_POINTS);
    assertThat(fault.getMessage()).contains("signal dns");
    assertThat(seen).hasSize(10_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{},\"values\":[[1,\"1\"]]}]}}; QUERY_REJECTED",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"string\",\"result\":[1,\"x\"]}}; QUERY_REJECTED",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"value\":[1,\"1\",2]}]}}; NOT_PROMETHEUS",
        "{\"status\":\"success\",\"warnings\":[\"half\"],\"data\":{\"resultType\":\"vector\",\"result\":[]}}; PARTIAL_RESPONSE",
        "<html>; NOT_PROMETHEUS"
      })
  void whatIsNoVectorIsRefused(String body, Reason reason) {
    server.then(ScriptedHttpServer.json(body));

    assertThat(catchThrowableOfType(UsageException.class, this::read).reason()).isEqualTo(reason);
  }

  @Test
  void aScalarHasNoLabels() throws UsageException {
    server.then(
        ScriptedHttpServer.json(
            "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"2\"]}}"));
    read();

    assertThat(seen).containsExactly("{}=2.0");
  }
}
