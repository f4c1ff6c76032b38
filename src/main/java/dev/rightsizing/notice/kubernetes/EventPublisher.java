// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice.kubernetes;

import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.Reason;
import dev.rightsizing.notice.Notice;
import dev.rightsizing.notice.NoticePublisher;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventSeries;
import io.fabric8.kubernetes.api.model.events.v1.EventSeriesBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Writes notices as Events. An Event's name follows from its crossing, so the API server refuses a
 * second one and nothing needs to be remembered for that. The same reason about the same object
 * again within an hour becomes a series of the Event that is there. Safe for use by several
 * threads: those that write about different objects do not wait for one another.
 */
public final class EventPublisher implements NoticePublisher {
  private static final Logger LOG = Logger.getLogger(EventPublisher.class);
  private static final String CONTROLLER = "rightsizing.dev/operator";

  /** As long as kube-apiserver keeps Events by default. */
  private static final Duration SERIES = Duration.ofHours(1);

  /** Bytes of UTF-8, as the API server counts them. */
  private static final int LONGEST_NOTE = 1024;

  private static final int LONGEST_NAME = 200;
  private static final int MOST_SERIES = 2000;
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final KubernetesClient client;
  private final String instance;
  private final EventListener listener;
  private final Map<Key, Series> series = new RecentSeries();
  private final AtomicReference<String> problem = new AtomicReference<>("");

  /**
   * @param instance who writes, such as the pod's name
   */
  public EventPublisher(KubernetesClient client, String instance, EventListener listener) {
    this.client = client;
    this.instance = instance;
    this.listener = listener;
  }

  @Override
  public void publish(Notice notice) {
    Series known;
    synchronized (series) {
      known =
          series.computeIfAbsent(new Key(notice.regarding(), notice.reason()), key -> new Series());
    }
    // One at a time of the same reason about the same object alone: the API server may be slow.
    synchronized (known) {
      publish(notice, known);
    }
  }

  private void publish(Notice notice, Series known) {
    try {
      if (notice.crossing().equals(known.crossing)) {
        return;
      }
      boolean repeats =
          known.first != null
              && known.first.plus(SERIES).isAfter(notice.at())
              && repeat(notice, known);
      if (repeats) {
        known.count++;
        known.crossing = notice.crossing();
      } else {
        create(notice, known);
      }
      problem.set("");
      listener.written();
    } catch (KubernetesClientException e) {
      failed(notice, e);
    }
  }

  private void create(Notice notice, Series series) {
    Event event = event(notice);
    try {
      client.resource(event).create();
    } catch (KubernetesClientException e) {
      // It exists: published before a restart.
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
    }
    series.name = event.getMetadata().getName();
    series.first = notice.at();
    series.crossing = notice.crossing();
    series.count = 1;
  }

  /** Whether the Event that is there could be counted up; it may have expired. */
  private boolean repeat(Notice notice, Series known) {
    EventSeries counted =
        new EventSeriesBuilder()
            .withCount(known.count + 1)
            .withLastObservedTime(time(notice.at()))
            .build();
    return patched(
        notice.regarding().namespace(),
        known.name,
        Serialization.asJson(Map.of("series", counted)));
  }

  /** The client's own patch would first read the Event, which takes another right. */
  private boolean patched(String namespace, String name, String patch) {
    HttpRequest request =
        client
            .getHttpClient()
            .newHttpRequestBuilder()
            .uri(
                client.getMasterUrl()
                    + "apis/events.k8s.io/v1/namespaces/"
                    + namespace
                    + "/events/"
                    + name)
            .method("PATCH", "application/merge-patch+json", patch)
            .timeout(client.getConfiguration().getRequestTimeout(), TimeUnit.MILLISECONDS)
            .build();
    HttpResponse<byte[]> response = answered(request);
    if (response.isSuccessful()) {
      return true;
    }
    if (response.code() == HttpURLConnection.HTTP_NOT_FOUND) {
      return false;
    }
    throw new KubernetesClientException(
        "Event %s/%s could not be counted up (%d): %s"
            .formatted(
                namespace,
                name,
                response.code(),
                new String(response.body(), StandardCharsets.UTF_8)),
        response.code(),
        null);
  }

  private HttpResponse<byte[]> answered(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.getHttpClient().sendAsync(request, byte[].class);
    try {
      return sent.get();
    } catch (ExecutionException e) {
      throw new KubernetesClientException("no answer: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw new KubernetesClientException("publishing was interrupted", e);
    }
  }

  private Event event(Notice notice) {
    String crossing =
        notice.regarding().uid() + '/' + notice.reason().text() + '/' + notice.crossing();
    String hash = UUID.nameUUIDFromBytes(crossing.getBytes(StandardCharsets.UTF_8)).toString();
    String name = notice.regarding().name();
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(notice.regarding().namespace())
        .withName(name.substring(0, Math.min(name.length(), LONGEST_NAME)) + "." + hash)
        .endMetadata()
        .withEventTime(time(notice.at()))
        .withReportingController(CONTROLLER)
        .withReportingInstance(instance)
        .withAction(notice.action().text())
        .withReason(notice.reason().text())
        .withType(notice.warning() ? "Warning" : "Normal")
        .withRegarding(reference(notice.regarding()))
        .withRelated(notice.related().map(EventPublisher::reference).orElse(null))
        .withNote(note(notice))
        .build();
  }

  private static ObjectReference reference(Notice.Subject subject) {
    return new ObjectReferenceBuilder()
        .withApiVersion(subject.apiVersion())
        .withKind(subject.kind())
        .withNamespace(subject.namespace())
        .withName(subject.name())
        .withUid(subject.uid())
        .withFieldPath(subject.fieldPath().orElse(null))
        .build();
  }

  private static String note(Notice notice) {
    return PlainText.lineOfBytes(notice.note(), LONGEST_NOTE);
  }

  private static MicroTime time(Instant at) {
    return new MicroTime(MICROS.format(at));
  }

  private void failed(Notice notice, KubernetesClientException e) {
    listener.refused();
    String now = Integer.toString(e.getCode());
    if (!now.equals(problem.getAndSet(now))) {
      LOG.warnf(
          "cannot write Events (first failure: %s %s/%s): %s",
          notice.regarding().kind(),
          notice.regarding().namespace(),
          notice.regarding().name(),
          e.getMessage());
    }
  }

  private record Key(Notice.Subject about, Reason reason) {}

  /** The Event that was written last for a key; guarded by itself. */
  private static final class Series {
    private String name;
    private Instant first;
    private String crossing;
    private int count;
  }

  /** Forgets the one that was used longest ago. */
  private static final class RecentSeries extends LinkedHashMap<Key, Series> {
    private static final long serialVersionUID = 1L;

    RecentSeries() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Series> eldest) {
      return size() > MOST_SERIES;
    }
  }
}
