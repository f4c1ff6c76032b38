// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import dev.rightsizing.model.Reason;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.prometheus.answer.ApiResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;

/**
 * Sends requests to one Prometheus API: a few at a time, each with a deadline that covers its
 * answer, never to another address than the one that was checked.
 */
final class PrometheusHttp {
  private static final Duration MOST_SKEW = Duration.ofMinutes(5);
  private static final int MOST_ERROR_BYTES = 4096;
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofSeconds(30);

  /** Closes answers that take too long; one thread for all sources, since it never waits. */
  private static final ScheduledExecutorService DEADLINES =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "prometheus-deadlines");
            thread.setDaemon(true);
            return thread;
          });

  private final URI base;
  private final PrometheusSettings.Query settings;
  private final PrometheusErrors faults;
  private final Semaphore permits;
  private final Clock clock;
  private final AtomicReference<Optional<Long>> skew = new AtomicReference<>(Optional.empty());
  private volatile Access access;

  /** Credentials with the client that trusts their authority. */
  private record Access(Credentials credentials, HttpClient client) {}

  PrometheusHttp(URI base, Credentials credentials, PrometheusSettings.Query settings, Clock clock)
      throws UsageException {
    this.base = base;
    this.settings = settings;
    this.faults = new PrometheusErrors(base.toString());
    this.permits = new Semaphore(settings.concurrency(), true);
    this.clock = clock;
    this.access = new Access(credentials, client(credentials));
  }

  /** Sends these credentials from now on. */
  synchronized void use(Credentials credentials) throws UsageException {
    boolean sameTrust =
        Arrays.equals(access.credentials().ca().orElse(null), credentials.ca().orElse(null));
    access = new Access(credentials, sameTrust ? access.client() : client(credentials));
  }

  private HttpClient client(Credentials credentials) throws UsageException {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout());
    if (credentials.ca().isPresent()) {
      builder.sslContext(new TrustedCa(credentials.ca().get()).context());
    }
    return builder.build();
  }

  /** Seconds that the server's clock is ahead, when it was seen. */
  Optional<Long> skewSeconds() {
    return skew.get();
  }

  /**
   * One request.
   *
   * @param form what is asked
   * @param metric for messages
   * @param divisible whether it is for more than an hour, so that a part of it can be asked for
   * @param extra whether it only improves figures, so that little time is spent on it
   */
  record Call(
      String path,
      Collection<Map.Entry<String, String>> form,
      String metric,
      boolean divisible,
      boolean extra) {}

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
      return exchange(call, data);
    } finally {
      permits.release();
    }
  }

  private void await(Call call) throws UsageException {
    try {
      if (!call.extra()) {
        permits.acquire();
      } else if (!permits.tryAcquire(timeout(true).toNanos(), TimeUnit.NANOSECONDS)) {
        throw faults.timeout(call.metric(), true);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UsageException(Reason.SOURCE_UNREACHABLE, "reading was interrupted", e);
    }
  }

  private HttpRequest request(Call call, Credentials credentials) throws UsageException {
    String root = base.toString().replaceAll("/+$", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + call.path()))
            .timeout(timeout(call.extra()))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .header("Accept-Encoding", settings.gzip() ? "gzip" : "identity")
            .header("User-Agent", "rightsizing-operator")
            .POST(HttpRequest.BodyPublishers.ofString(encode(call.form())));
    if (credentials.authorization().isPresent()) {
      request.header("Authorization", credentials.authorization().get().header());
    }
    credentials.headers().forEach(request::setHeader);
    return request.build();
  }

  private static String encode(Collection<Map.Entry<String, String>> form) {
    List<String> pairs = new ArrayList<>();
    for (Map.Entry<String, String> field : form) {
      pairs.add(
          URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
              + "="
              + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8));
    }
    return String.join("&", pairs);
  }

  private long exchange(Call call, ApiResponse.DataReader data) throws UsageException {
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
        ScheduledFuture<?> deadline =
            DEADLINES.schedule(() -> close(body, late), left, TimeUnit.NANOSECONDS);
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
    Counted counted = new Counted(body);
    if (response.statusCode() != 200) {
      String text = errorText(response, counted);
      throw refused(response, faults.status(response.statusCode(), text, metric, call.divisible()));
    }
    checkClock(response, metric);
    ApiResponse answer = ApiResponse.read(unpacked(response, counted), data);
    // Read to the end the connection serves the next request; closed before, it is lost.
    counted.transferTo(OutputStream.nullOutputStream());
    if (!answer.ok()) {
      throw faults.error(answer, metric, call.divisible());
    }
    List<String> partial = ServerWords.partial(answer.warnings(), data.isEmpty());
    if (!partial.isEmpty()) {
      throw faults.partial(partial, metric);
    }
    return counted.bytes;
  }

  private static InputStream unpacked(HttpResponse<?> response, InputStream body)
      throws IOException {
    String encoding = response.headers().firstValue("Content-Encoding").orElse("");
    return encoding.equalsIgnoreCase("gzip") ? new GZIPInputStream(body, 1 << 16) : body;
  }

  /** The status says what is wrong, so a body that cannot be read changes nothing. */
  private static String errorText(HttpResponse<?> response, InputStream body) {
    try {
      byte[] start = unpacked(response, body).readNBytes(MOST_ERROR_BYTES);
      return new String(start, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
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

  /** With a wrong clock the window would be cut at its end or reach into the future. */
  private void checkClock(HttpResponse<?> response, String metric) throws UsageException {
    Optional<Instant> there = response.headers().firstValue("Date").flatMap(PrometheusHttp::date);
    if (there.isEmpty()) {
      return;
    }
    long ahead = Duration.between(clock.instant(), there.get()).toSeconds();
    skew.set(Optional.of(ahead));
    if (Math.abs(ahead) > MOST_SKEW.toSeconds()) {
      throw faults.skew(ahead, metric);
    }
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static final class Counted extends FilterInputStream {
    private long bytes;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      bytes += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = super.read(into, offset, length);
      bytes += Math.max(0, count);
      return count;
    }
  }
}
