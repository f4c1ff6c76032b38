// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web;

import dev.rightsizing.access.AccessException;
import dev.rightsizing.access.AccessReview;
import dev.rightsizing.access.Identity;
import dev.rightsizing.access.Permission;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.web.PageSettings.Authentication;
import dev.rightsizing.web.data.Decider;
import dev.rightsizing.web.page.DetailSection;
import dev.rightsizing.web.server.PageServer;
import dev.rightsizing.web.server.Site;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The page on a free port, with an access review that a test sets. */
public final class ServedPage implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final ExecutorService questions = Executors.newFixedThreadPool(4);
  private final PageServer server;

  /** Who may what, by token and by user. */
  public static final class FakeAccess implements AccessReview {
    private final Map<String, Identity> tokens = new ConcurrentHashMap<>();
    private final Set<String> allowed = ConcurrentHashMap.newKeySet();
    private volatile boolean away;

    /** Lets a token in. */
    public FakeAccess token(String token, String user) {
      tokens.put(token, Identity.of(user, Set.of()));
      return this;
    }

    /** Ends a token. */
    public void expire(String token) {
      tokens.remove(token);
    }

    /** Allows a verb on a resource in a namespace, or in all when it is empty. */
    public FakeAccess allow(String user, String verb, String resource, String namespace) {
      allowed.add(user + " " + verb + " " + resource + " " + namespace);
      return this;
    }

    /** Whether it answers. */
    public void away(boolean now) {
      away = now;
    }

    @Override
    public Optional<Identity> authenticate(String token) throws AccessException {
      if (away) {
        throw new AccessException("the API server does not answer", null);
      }
      return Optional.ofNullable(tokens.get(token));
    }

    @Override
    public boolean allows(Identity identity, Permission permission) throws AccessException {
      if (away) {
        throw new AccessException("the API server does not answer", null);
      }
      Permission.OnResource on = (Permission.OnResource) permission;
      String question = identity.name() + " " + on.verb() + " " + on.resource() + " ";
      return allowed.contains(question) || allowed.contains(question + on.namespace());
    }
  }

  private ServedPage(PageSettings settings, Site.Parts parts) {
    server = new PageServer(vertx, settings, new Site(settings, parts).routes());
    server.start();
  }

  /** Serves it at a fixed time, without sections of other rooms. */
  public static ServedPage start(
      PageSettings settings, FakeRecords records, AccessReview access, KubernetesClient client) {
    return start(settings, records, access, client, List.of());
  }

  /** Serves it at a fixed time. */
  public static ServedPage start(
      PageSettings settings,
      FakeRecords records,
      AccessReview access,
      KubernetesClient client,
      List<DetailSection> sections) {
    ExecutorService questions = Executors.newFixedThreadPool(4);
    Clock clock = new SettableClock(Samples.NOW);
    return new ServedPage(
        settings, new Site.Parts(records, access, new Decider(client), sections, questions, clock));
  }

  /** On the loopback address, on a free port. */
  public static PageSettings settings(Authentication authentication) {
    return new PageSettings(
        "127.0.0.1",
        0,
        authentication,
        new PageSettings.Proxy(
            "X-Forwarded-User", "X-Forwarded-Groups", List.of("127.0.0.1"), Optional.empty()),
        Optional.empty());
  }

  /** Where it is. */
  public String url() {
    return server.url();
  }

  @Override
  public void close() throws Exception {
    server.close();
    questions.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
