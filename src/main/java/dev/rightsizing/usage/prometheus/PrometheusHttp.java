// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import dev.rightsizing.model.Reason;
import dev.rightsizing.usage.AnswerTooLargeException;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.prometheus.answer.ApiResponse;
import dev.rightsizing.usage.prometheus.answer.ResponseLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends requests to one Prometheus API: a few at a time, each with a deadline that covers its
 * answer, never to another address than the one that was checked.
 */
final class PrometheusHttp {
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofSeconds(30);

  private final URI base;
  private final PrometheusSettings.Query settings;
  private final PrometheusErrors faults;
  private final SourceCircuit circuit;
  private final Shared shared;
  private final ResponseLimits limits;
  private final ServerClock clocks;
  private volatile Access access;

  /** Credentials with the client that trusts their authority. */
  private record Access(Credentials credentials, HttpClient client) {}

  /**
   * What sources share.
   *
   * @param server with all at the same URL
   * @param deadlines with all
   * @param listener with all
   */
  record Shared(
      PrometheusServer server, HttpClients clients, Deadlines deadlines, QueryListener listener) {}

  PrometheusHttp(
      URI base,
      Credentials credentials,
      PrometheusSettings.Query settings,
      Shared shared,
      Clock clock)
      throws UsageException {
    this.base = base;
    this.settings = settings;
    this.faults = new PrometheusErrors(base.toString());
    this.circuit = new SourceCircuit(settings, faults, clock);
    this.shared = shared;
    this.limits = ResponseLimits.of(settings.sampleBudget());
    this.clocks = new ServerClock(clock, faults);
    this.access = new Access(credentials, shared.clients().trusting(credentials));
  }

  /** Sends these credentials from now on. */
  synchronized void use(Credentials credentials) throws UsageException {
    boolean sameTrust =
        Arrays.equals(access.credentials().ca().orElse(null), credentials.ca().orElse(null));
    access =
        new Access(
            credentials, sameTrust ? access.client() : shared.clients().trusting(credentials));
  }

  /** Seconds that the server's clock is ahead, when it was seen. */
  Optional<Long> skewSeconds() {
    return clocks.skewSeconds();
  }

  /** Whether it does not answer, so that calls fail at once. */
  boolean isAway() {
    return circuit.isOpen();
  }

  /** The error for a response that is larger than the sink accepts. */
  UsageException tooLarge(AnswerTooLargeException e, String metric) {
    return faults.tooLarge(e.getMessage(), metric);
  }

  /** Time that a call may take. */
  Duration timeout(boolean extra) {
    return extra ? settings.extraTimeout() : settings.timeout();
  }

  /** A form that asks for one instant. */
  List<Map.Entry<String, String>> instant(String query, Instant at, boolean extra) {
    return List.of(
        Map.entry("query", query),
        Map.entry("time", Long.toString(at.getEpochSecond())),
        Map.entry("timeout", serverTimeout(extra)));
  }

  /** A little less than ours, so that the server gives up first and says why. */
  String serverTimeout(boolean extra) {
    return Math.max(1, timeout(extra).toSeconds() * 9 / 10) + "s";
  }

  /**
   * Sends a form and reads the answer.
   *
   * @return bytes received, before decompression
   */
  long post(Call call, ApiResponse.DataReader data) throws UsageException {
    await(call);
    try {
      return call.isTelling() ? guarded(call, data) : aside(call, data);
    } finally {
      shared.server().permits().release(call.namespace());
    }
  }

  private long aside(Call call, ApiResponse.DataReader data) throws UsageException {
    circuit.admitExtra(call.metric());
    return exchange(call, data);
  }

  private long guarded(Call call, ApiResponse.DataReader data) throws UsageException {
    circuit.admit(call.metric());
    Reason outcome = Reason.INTERNAL_ERROR;
    try {
      long bytes = exchange(call, data);
      outcome = Reason.SOURCE_REACHABLE;
      return bytes;
    } catch (UsageException e) {
      outcome = e.reason();
      throw e;
    } finally {
      circuit.ended(outcome);
    }
  }

  private void await(Call call) throws UsageException {
    shared.listener().waiting(1);
    try {
      long most = call.extra() ? timeout(true).toNanos() : Long.MAX_VALUE;
      if (!shared.server().permits().acquire(call.namespace(), most)) {
        throw faults.timeout(call.metric(), true);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UsageException(Reason.SOURCE_UNREACHABLE, "reading was interrupted", e);
    } finally {
      shared.listener().waiting(-1);
    }
  }

  private HttpRequest request(Call call, Credentials credentials) throws UsageException {
    String root = base.toString().replaceAll("/+$", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + call.path()))
            .timeout(timeout(call.extra()))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .header(
                "Accept-Encoding", shared.server().compression().compressed() ? "gzip" : "identity")
            .header("User-Agent", "rightsizing-operator")
            .POST(HttpRequest.BodyPublishers.ofString(call.body()));
    if (credentials.authorization().isPresent()) {
      request.header("Authorization", credentials.authorization().get().header());
    }
    credentials.headers().forEach(request::setHeader);
    return request.build();
  }

  private long exchange(Call call, ApiResponse.DataReader data) throws UsageException {
    long start = System.nanoTime();
    Reason outcome = Reason.INTERNAL_ERROR;
    shared.listener().began();
    try {
      long bytes = attempt(call, data);
      outcome = Reason.SOURCE_REACHABLE;
      return bytes;
    } catch (UsageException e) {
      outcome = e.reason();
      throw e;
    } catch (Retries.Held e) {
      outcome = e.fault().reason();
      throw e;
    } catch (AnswerTooLargeException e) {
      outcome = Reason.TOO_MANY_POINTS;
      throw e;
    } finally {
      shared.listener().ended(outcome, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private long attempt(Call call, ApiResponse.DataReader data) throws UsageException {
    Access now = access;
    HttpRequest request = request(call, now.credentials());
    String metric = call.metric();
    long start = System.nanoTime();
    boolean answering = false;
    AtomicBoolean late = new AtomicBoolean();
    try {
      HttpResponse<InputStream> response =
          now.client().send(request, HttpResponse.BodyHandlers.ofInputStream());
      answering = true;
      try (InputStream body = response.body()) {
        long left = timeout(call.extra()).toNanos() - (System.nanoTime() - start);
        Future<?> deadline = shared.deadlines().after(left, () -> close(body, late));
        try {
          return read(response, body, call, data);
        } finally {
          deadline.cancel(false);
        }
      }
    } catch (IOException e) {
      throw late.get() || e instanceof HttpTimeoutException
          ? faults.timeout(metric, call.extra())
          : faults.io(e, answering, metric);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UsageException(Reason.SOURCE_UNREACHABLE, "reading was interrupted", e);
    }
  }

  private static void close(InputStream body, AtomicBoolean late) {
    late.set(true);
    try {
      body.close();
    } catch (IOException e) {
      // The reader meets the closed stream and says that time ran out.
      return;
    }
  }

  private long read(
      HttpResponse<InputStream> response, InputStream body, Call call, ApiResponse.DataReader data)
      throws IOException, UsageException {
    String metric = call.metric();
    ResponseBody received = new ResponseBody(response, body);
    if (response.statusCode() != 200) {
      UsageException fault =
          faults.status(response.statusCode(), received.start(), metric, call.divisible());
      throw refused(response, fault);
    }
    clocks.check(response, metric);
    ApiResponse answer = ApiResponse.read(received.unpacked(), data, limits);
    received.skipRest();
    received.timePlain(shared.server().compression());
    if (!answer.ok()) {
      throw faults.error(answer, metric, call.divisible());
    }
    List<String> partial = ServerWords.partial(answer.warnings(), data.isEmpty());
    if (!partial.isEmpty()) {
      throw faults.partial(partial, metric);
    }
    return received.bytes();
  }

  private static UsageException refused(HttpResponse<?> response, UsageException fault) {
    Optional<Duration> wait =
        response.headers().firstValue("Retry-After").flatMap(PrometheusHttp::seconds);
    if (wait.isPresent() && (response.statusCode() == 429 || response.statusCode() == 503)) {
      throw new Retries.Throttled(fault, wait.get());
    }
    return fault;
  }

  private static Optional<Duration> seconds(String text) {
    if (!text.matches("\\d{1,6}")) {
      return Optional.empty();
    }
    Duration wait = Duration.ofSeconds(Long.parseLong(text));
    return Optional.of(wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait);
  }
}
