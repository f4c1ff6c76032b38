// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit.codehost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rightsizing.testkit.ScriptedHttpServer.ApiResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterators;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/**
 * Acts a host's API over HTTP. Each GET has an ETag and is answered by 304 when it is known, as
 * both hosts do. Faults can be put in front of chosen requests.
 */
public abstract class CodeHostReplay implements AutoCloseable {
  public static final String TOKEN = "replayed-token-0123456789";
  static final ObjectMapper JSON = new ObjectMapper();

  final ReplayState state;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final List<Fault> faults = new CopyOnWriteArrayList<>();

  CodeHostReplay(String path) throws IOException {
    state = new ReplayState(path);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** A request as it came, and the status that it got; 0 when it got none. */
  public record Call(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      JsonNode body,
      int status) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  record Answer(int status, Map<String, String> headers, Object body) {
    static Answer of(int status, Object body) {
      return new Answer(status, Map.of(), body);
    }

    Answer with(String name, String value) {
      Map<String, String> all = new HashMap<>(headers);
      all.put(name, value);
      return new Answer(status, all, body);
    }
  }

  /**
   * What happens in place of an answer.
   *
   * @param done whether the request is carried out all the same, so that only its answer is lost
   */
  private record Fault(String method, String path, boolean done, ApiResponse answer) {}

  /** What the host does with a call that is allowed. */
  abstract Answer answer(Call call) throws IOException;

  /** What the documentation says of a request's headers. */
  abstract void check(Call call);

  /** The next request of this kind gets this in place of its answer, and is not carried out. */
  public void fail(String method, String path, ApiResponse answer) {
    faults.add(new Fault(method, path, false, answer));
  }

  /** The next request of this kind is carried out, but this is all that comes back. */
  public void lose(String method, String path, ApiResponse answer) {
    faults.add(new Fault(method, path, true, answer));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Call call = read(exchange);
      Optional<Fault> fault =
          faults.stream()
              .filter(f -> f.method().equals(call.method()) && call.path().matches(f.path()))
              .findFirst();
      Answer answer;
      synchronized (state) {
        check(call);
        answer = fault.isPresent() && !fault.get().done() ? null : answer(call);
      }
      if (fault.isPresent()) {
        faults.remove(fault.get());
        calls.add(call);
        fault.get().answer().send(exchange);
      } else {
        send(exchange, call, answer);
      }
    }
  }

  private static Call read(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Map<String, String> query = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((n, v) -> headers.put(n.toLowerCase(Locale.ROOT), v.get(0)));
    return new Call(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        query,
        headers,
        body.length == 0 ? JsonNodeFactory.instance.missingNode() : JSON.readTree(body),
        0);
  }

  private void send(HttpExchange exchange, Call call, Answer answer) throws IOException {
    byte[] body = answer.body() == null ? new byte[0] : JSON.writeValueAsBytes(answer.body());
    int status = answer.status();
    if (call.method().equals("GET") && status == 200) {
      String tag =
          "W/\"" + Integer.toHexString(new String(body, StandardCharsets.UTF_8).hashCode()) + "\"";
      exchange.getResponseHeaders().set("ETag", tag);
      if (call.header("If-None-Match").equals(tag)) {
        status = 304;
      }
    }
    calls.add(
        new Call(call.method(), call.path(), call.query(), call.headers(), call.body(), status));
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(status, status == 304 || body.length == 0 ? -1 : body.length);
    if (status != 304) {
      exchange.getResponseBody().write(body);
    }
  }

  /** A page of a list, with the header Link where there is another. */
  Answer page(Call call, List<ObjectNode> items, int usual) {
    int size = Integer.parseInt(call.query().getOrDefault("per_page", "" + usual));
    int page = Integer.parseInt(call.query().getOrDefault("page", "1"));
    expect(size <= 100, call, "per_page is at most 100");
    int from = Math.min(items.size(), (page - 1) * size);
    int to = Math.min(items.size(), from + size);
    Answer answer = Answer.of(200, items.subList(from, to));
    if (to == items.size()) {
      return answer;
    }
    Map<String, String> query = new HashMap<>(call.query());
    query.put("page", "" + (page + 1));
    List<String> pairs = new ArrayList<>();
    query.forEach((k, v) -> pairs.add(k + "=" + URLEncoder.encode(v, StandardCharsets.UTF_8)));
    return answer.with(
        "Link", "<" + url() + call.path() + "?" + String.join("&", pairs) + ">; rel=\"next\"");
  }

  void expect(boolean holds, Call call, String rule) {
    if (!holds) {
      violations.add(call.method() + " " + call.path() + ": " + rule + ": " + call.body());
    }
  }

  /** A body has no other fields than these. */
  void expectFields(Call call, String... known) {
    List<String> fields =
        StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(call.body().fieldNames(), 0), false)
            .toList();
    expect(call.body().isObject() && List.of(known).containsAll(fields), call, "unknown field");
    expect(call.header("Content-Type").startsWith("application/json"), call, "a body is JSON");
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The repository's URL for Git. */
  public String repositoryUrl() {
    return url() + "/" + state.path + ".git";
  }

  public List<Call> calls() {
    return List.copyOf(calls);
  }

  public void forgetCalls() {
    calls.clear();
  }

  /** What no documentation allows. */
  public List<String> violations() {
    return List.copyOf(violations);
  }

  /** A branch with a commit that main has not. */
  public void branch(String name) {
    synchronized (state) {
      state.branches.put(name, ReplayState.sha(name));
    }
  }

  public void deleteBranch(String name) {
    synchronized (state) {
      state.branches.remove(name);
    }
  }

  /** A person does something to a request. */
  public void byHand(long number, Consumer<PersonsWork> work) {
    synchronized (state) {
      work.accept(new PersonsWork(state.pull(number).orElseThrow()));
    }
  }

  /** Moves the repository, so that its former path redirects. */
  public void rename(String path) {
    synchronized (state) {
      state.formerPaths.add(state.path);
      state.path = path;
    }
  }

  /** Others' requests, of which one page does not hold all. */
  public void others(int count, String branch, boolean fork) {
    synchronized (state) {
      for (int i = 0; i < count; i++) {
        ReplayState.Pull pull = state.open(branch, "main", "Other " + i, "", false);
        pull.open = false;
        pull.fork = fork;
      }
    }
  }

  public List<String> comments(long number) {
    synchronized (state) {
      return List.copyOf(state.pull(number).orElseThrow().comments);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
