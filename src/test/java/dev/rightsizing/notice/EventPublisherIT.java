// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.notice.kubernetes.EventListener;
import dev.rightsizing.notice.kubernetes.EventPublisher;
import dev.rightsizing.notice.messaging.Notices;
import dev.rightsizing.testkit.LocalApiServer;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the Events' listener hears, on a real API server. */
@ExtendWith(LocalApiServer.Provided.class)
class EventPublisherIT {
  private final List<String> heard = new ArrayList<>();
  private final EventListener listener =
      new EventListener() {
        @Override
        public void written() {
          heard.add("written");
        }

        @Override
        public void refused() {
          heard.add("refused");
        }
      };

  @Test
  void hearsOfEventsThatAreWrittenOnceAndOfThoseThatAreRefused(LocalApiServer server) {
    EventPublisher publisher = new EventPublisher(server.client(), "it", listener);
    publisher.publish(in("there-is-no-such-namespace"));
    assertThat(heard).containsExactly("refused");

    Notice there = in(server.newNamespace("events"));
    publisher.publish(there);
    publisher.publish(there);
    assertThat(heard).containsExactly("refused", "written");
  }

  @Test
  void aLongNoteIsCutByItsBytes(LocalApiServer server) {
    EventPublisher publisher = new EventPublisher(server.client(), "it", listener);
    for (String note :
        List.of("a".repeat(1025), "ü".repeat(1024), "memory \uD83D\uDEA8".repeat(200))) {
      String namespace = server.newNamespace("events");
      publisher.publish(in(namespace, note));

      assertThat(heard).containsExactly("written");
      heard.clear();
      assertThat(server.client().events().v1().events().inNamespace(namespace).list().getItems())
          .singleElement()
          .satisfies(
              event ->
                  assertThat(event.getNote().getBytes(StandardCharsets.UTF_8).length)
                      .isBetween(1015, 1024));
    }
  }

  @Test
  void anEventIsCountedUpWithTheRightsOfTheChart(LocalApiServer server) {
    String namespace = server.newNamespace("events");
    server
        .client()
        .rbac()
        .roles()
        .inNamespace(namespace)
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withName("events")
                .endMetadata()
                .addNewRule()
                .withApiGroups("events.k8s.io")
                .withResources("events")
                .withVerbs("create", "patch")
                .endRule()
                .build())
        .create();
    server
        .client()
        .rbac()
        .roleBindings()
        .inNamespace(namespace)
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName("events")
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", "events")
                .addNewSubject("rbac.authorization.k8s.io", "User", namespace, "")
                .build())
        .create();
    try (KubernetesClient limited = server.clientAs(namespace)) {
      EventPublisher publisher = new EventPublisher(limited, "it", listener);
      publisher.publish(in(namespace, "first", "one crossing"));
      publisher.publish(in(namespace, "second", "another crossing"));
    }

    assertThat(heard).containsExactly("written", "written");
    assertThat(server.client().events().v1().events().inNamespace(namespace).list().getItems())
        .singleElement()
        .satisfies(event -> assertThat(event.getSeries().getCount()).isEqualTo(2));
  }

  /** Notices of two policies come from two threads. */
  @Test
  void anApiServerThatIsSlowForOneEventHoldsUpNoOther(LocalApiServer server) throws Exception {
    String slow = server.newNamespace("slow");
    String quick = server.newNamespace("quick");
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    Interceptor holding =
        new Interceptor() {
          @Override
          public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            if (request.uri().getPath().contains(slow)) {
              asked.countDown();
              try {
                answer.await(60, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }
          }
        };
    try (KubernetesClient client =
            new KubernetesClientBuilder()
                .withConfig(server.config())
                .withHttpClientBuilderConsumer(
                    http -> http.addOrReplaceInterceptor("holding", holding))
                .build();
        ExecutorCloser threads = new ExecutorCloser(Executors.newFixedThreadPool(2))) {
      EventPublisher publisher = new EventPublisher(client, "it", EventListener.NONE);
      Future<?> held = threads.pool().submit(() -> publisher.publish(in(slow)));
      assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

      threads.pool().submit(() -> publisher.publish(in(quick))).get(30, TimeUnit.SECONDS);

      assertThat(held.isDone()).isFalse();
      answer.countDown();
      held.get(30, TimeUnit.SECONDS);
    }
  }

  private record ExecutorCloser(ExecutorService pool) implements AutoCloseable {
    @Override
    public void close() {
      pool.shutdownNow();
    }
  }

  private static Notice in(String namespace) {
    return in(namespace, Notices.memory("web", "c").note());
  }

  private static Notice in(String namespace, String note) {
    return in(namespace, note, Notices.memory("web", note).crossing());
  }

  private static Notice in(String namespace, String note, String crossing) {
    Notice notice = Notices.memory("web", note);
    return new Notice(
        new Notice.Subject("apps/v1", "Deployment", namespace, "web", "u"),
        notice.related(),
        notice.reason(),
        notice.warning(),
        note,
        notice.details(),
        crossing,
        notice.at());
  }
}
