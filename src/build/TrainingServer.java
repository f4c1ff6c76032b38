// SPDX-License-Identifier: Apache-2.0

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Answers as a small cluster and its Prometheus would, for the training runs of class-archive.
 * Arguments: a key store, the Recommendation that is there, and where the kubeconfig is to be
 * written once the server is up.
 */
public final class TrainingServer {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String CONTAINER =
      """
      {"name":"app","image":"example.com/web:1","resources":{"requests":{"cpu":"500m","memory":"512Mi"},"limits":{"memory":"1Gi"}}}""";
  private static final String META =
      """
      "metadata":{"name":"%s","namespace":"default","uid":"%s","creationTimestamp":"2026-01-01T00:00:00Z","labels":{"app":"web"}%s}""";
  private static final String RULES =
      """
      {"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectRulesReview","spec":{},"status":{"incomplete":false,"nonResourceRules":[],
      "resourceRules":[{"verbs":["*"],"apiGroups":["*"],"resources":["*"]}]}}""";

  private final String recommendation;

  /** The operators' Lease, as the last of them wrote it; null before the first. */
  private volatile String lease;

  private TrainingServer(String recommendation) {
    this.recommendation = recommendation;
  }

  public static void main(String[] args) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(Path.of(args[0]))) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, PASSWORD);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", new TrainingServer(Files.readString(Path.of(args[1])))::answer);
    HttpServer prometheus =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    prometheus.createContext("/", TrainingServer::usage);
    server.start();
    prometheus.start();
    String certificate =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getCertificate("key").getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    Path config = Path.of(args[2]);
    Path part = Path.of(args[2] + ".part");
    Files.writeString(
        part,
        """
        # http://127.0.0.1:%d
        apiVersion: v1
        kind: Config
        current-context: local
        contexts: [{name: local, context: {cluster: local, user: me}}]
        clusters:
        - name: local
          cluster:
            server: https://127.0.0.1:%d
            certificate-authority-data: %s
        users: [{name: me, user: {token: none}}]
        """
            .formatted(
                prometheus.getAddress().getPort(),
                server.getAddress().getPort(),
                Base64.getEncoder().encodeToString(certificate.getBytes(StandardCharsets.US_ASCII))));
    Files.move(part, config, StandardCopyOption.ATOMIC_MOVE);
  }

  private void answer(HttpExchange call) {
    String query = call.getRequestURI().getQuery();
    if (query != null && query.contains("watch=true")) {
      try {
        if (call.getRequestHeaders().containsKey("Upgrade")) {
          // No web sockets here: the client then watches by plain HTTP.
          call.sendResponseHeaders(200, -1);
          call.close();
          return;
        }
        call.sendResponseHeaders(200, 0);
        call.getResponseBody().flush(); // left open: nothing ever changes
      } catch (IOException e) {
        call.close();
      }
      return;
    }
    String path = call.getRequestURI().getPath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (path.contains("/leases")) {
      lease(call);
      return;
    }
    String body =
        switch (name) {
          case "selfsubjectrulesreviews" -> RULES;
          case "deployment-web" -> recommendation;
          case "recommendations" -> list("rightsizing.dev/v1alpha1", "RecommendationList", recommendation);
          case "deployments" -> list("apps/v1", "DeploymentList", deployment());
          case "replicasets" -> list("apps/v1", "ReplicaSetList", replicaSet());
          case "pods" -> list("v1", "PodList", pod());
          case "namespaces" -> list("v1", "NamespaceList", "{" + META.formatted("default", "n", "") + "}");
          case "default" -> "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\"," + META.formatted("default", "n", "") + "}";
          default -> list("v1", "List", "");
        };
    send(call, body);
  }

  /** Whoever asks first leads. */
  private void lease(HttpExchange call) {
    try {
      if (!call.getRequestMethod().equals("GET")) {
        lease = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      } else if (lease == null) {
        call.sendResponseHeaders(404, -1);
        call.close();
        return;
      }
    } catch (IOException e) {
      call.close();
      return;
    }
    send(call, lease);
  }

  private static String list(String version, String kind, String items) {
    return """
        {"apiVersion":"%s","kind":"%s","metadata":{"resourceVersion":"1"},"items":[%s]}"""
        .formatted(version, kind, items);
  }

  private static String template() {
    return """
        {"metadata":{"labels":{"app":"web"}},"spec":{"containers":[%s]}}"""
        .formatted(CONTAINER);
  }

  private static String deployment() {
    return "{"
        + META.formatted("web", "d", "")
        + ",\"spec\":{\"replicas\":1,\"selector\":{\"matchLabels\":{\"app\":\"web\"}},\"template\":"
        + template()
        + "},\"status\":{\"replicas\":1,\"readyReplicas\":1}}";
  }

  private static String owner(String kind, String name, String uid) {
    return """
        ,"ownerReferences":[{"apiVersion":"apps/v1","kind":"%s","name":"%s","uid":"%s","controller":true}]"""
        .formatted(kind, name, uid);
  }

  private static String replicaSet() {
    return "{"
        + META.formatted("web-1", "r", owner("Deployment", "web", "d"))
        + ",\"spec\":{\"replicas\":1,\"selector\":{\"matchLabels\":{\"app\":\"web\"}},\"template\":"
        + template()
        + "},\"status\":{\"replicas\":1}}";
  }

  private static String pod() {
    return "{"
        + META.formatted("web-1-a", "p", owner("ReplicaSet", "web-1", "r"))
        + ",\"spec\":{\"nodeName\":\"n\",\"containers\":["
        + CONTAINER
        + "]},\"status\":{\"phase\":\"Running\",\"containerStatuses\":[{\"name\":\"app\",\"ready\":true,\"restartCount\":0,"
        + "\"image\":\"example.com/web:1\",\"imageID\":\"\",\"state\":{\"running\":{\"startedAt\":\"2026-01-01T00:00:00Z\"}}}]}}";
  }

  /** The same figure at every step that is asked for. */
  private static void usage(HttpExchange call) {
    String asked = "";
    try {
      asked = URLDecoder.decode(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    } catch (IOException e) {
      call.close();
      return;
    }
    StringBuilder values = new StringBuilder();
    if (call.getRequestURI().getPath().endsWith("query_range")) {
      double from = Double.parseDouble(field(asked, "start"));
      double to = Double.parseDouble(field(asked, "end"));
      double step = seconds(field(asked, "step"));
      String figure = asked.contains("memory") ? "200000000" : "0.1";
      for (double t = from; t <= to; t += step) {
        values.append(values.length() == 0 ? "" : ",").append("[%.0f,\"%s\"]".formatted(t, figure));
      }
    }
    String series =
        values.length() == 0
            ? ""
            : "{\"metric\":{\"namespace\":\"default\",\"pod\":\"web-1-a\",\"container\":\"app\"},\"values\":[" + values + "]}";
    send(call, "{\"status\":\"success\",\"data\":{\"resultType\":\"" + (values.length() == 0 ? "vector" : "matrix") + "\",\"result\":[" + series + "]}}");
  }

  /** Of a duration as Prometheus writes it, such as 5m. */
  private static double seconds(String duration) {
    double number = Double.parseDouble(duration.replaceAll("[a-z]+$", ""));
    return switch (duration.charAt(duration.length() - 1)) {
      case 'm' -> 60 * number;
      case 'h' -> 3600 * number;
      case 'd' -> 86400 * number;
      default -> number;
    };
  }

  private static String field(String form, String name) {
    for (String pair : form.split("&")) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    return "0";
  }

  private static void send(HttpExchange call, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (call) {
      call.getRequestBody().readAllBytes();
      call.getResponseHeaders().set("Content-Type", "application/json");
      call.sendResponseHeaders(200, bytes.length);
      call.getResponseBody().write(bytes);
    } catch (IOException e) {
      // The client went away; the next call has another connection.
    }
  }
}
