// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.request.CodeHosts;
import dev.rightsizing.git.request.Requests;
import dev.rightsizing.model.proposal.GitSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A code host in memory, on which people act. It closes a request whose branch goes. */
final class FakeHost {
  private final FakeGit git;
  private final List<Requests.Request> requests = new ArrayList<>();
  private final List<String> comments = new ArrayList<>();
  private boolean provider = true;

  FakeHost(FakeGit git) {
    this.git = git;
  }

  void withoutRequests() {
    provider = false;
  }

  List<Requests.Request> all() {
    requests.replaceAll(this::now);
    return List.copyOf(requests);
  }

  List<Requests.Request> open() {
    return all().stream().filter(r -> r.state() == Requests.State.OPEN).toList();
  }

  List<String> comments() {
    return List.copyOf(comments);
  }

  void close(Requests.Request r) {
    put(with(r, Requests.State.CLOSED, r.title(), r.body(), r.labels()));
  }

  void reopen(Requests.Request r) {
    put(with(r, Requests.State.OPEN, r.title(), r.body(), r.labels()));
  }

  void label(Requests.Request r, List<String> labels) {
    put(with(r, r.state(), r.title(), r.body(), labels));
  }

  void edit(Requests.Request r, String title, String body) {
    put(with(r, r.state(), title, body, r.labels()));
  }

  /** As a person's click on Merge: false where it conflicts. */
  boolean merge(Requests.Request r, boolean squash) {
    FakeGit.Commit base = git.head("main").orElseThrow();
    FakeGit.Commit head = git.head(r.branch()).orElseThrow();
    Optional<String> fork = git.mergeBase(base.id(), head.id());
    if (fork.isEmpty()) {
      return false;
    }
    SortedMap<String, String> from = git.get(fork.get()).files();
    SortedMap<String, String> files = new TreeMap<>(base.files());
    for (String path : head.files().keySet()) {
      Optional<String> merged =
          ResourceLines.merge(
              from.getOrDefault(path, ""),
              base.files().getOrDefault(path, ""),
              head.files().get(path));
      if (merged.isEmpty()) {
        return false;
      }
      files.put(path, merged.get());
    }
    List<String> parents = squash ? List.of(base.id()) : List.of(base.id(), head.id());
    git.move(
        "main", git.commit(parents, files, "dev@example.com", "Merge " + r.number(), base.time()));
    git.merged(head.id());
    put(
        new Requests.Request(
            r.number(),
            r.url(),
            Requests.State.MERGED,
            r.branch(),
            r.base(),
            head.id(),
            r.title(),
            r.body(),
            r.labels(),
            r.remarks()));
    return true;
  }

  private void put(Requests.Request r) {
    requests.replaceAll(old -> old.number() == r.number() ? r : old);
  }

  private Requests.Request now(Requests.Request r) {
    if (r.state() != Requests.State.OPEN) {
      return r;
    }
    Optional<FakeGit.Commit> head = git.head(r.branch());
    return head.isEmpty()
        ? with(r, Requests.State.CLOSED, r.title(), r.body(), r.labels())
        : new Requests.Request(
            r.number(),
            r.url(),
            r.state(),
            r.branch(),
            r.base(),
            head.get().id(),
            r.title(),
            r.body(),
            r.labels(),
            r.remarks());
  }

  private static Requests.Request with(
      Requests.Request r, Requests.State state, String title, String body, List<String> labels) {
    return new Requests.Request(
        r.number(),
        r.url(),
        state,
        r.branch(),
        r.base(),
        r.head(),
        title,
        body,
        labels,
        r.remarks());
  }

  CodeHosts clients(Faults faults) {
    return new CodeHosts() {
      @Override
      public Optional<Requests> requests(
          String repository, GitSettings.Request settings, Credentials credentials) {
        return provider ? Optional.of(new Client(faults)) : Optional.empty();
      }
    };
  }

  private final class Client implements Requests {
    private final Faults faults;

    Client(Faults faults) {
      this.faults = faults;
    }

    @Override
    public Optional<Request> find(String branch) throws GitException {
      faults.before("find");
      List<Request> mine = all().stream().filter(r -> r.branch().equals(branch)).toList();
      return mine.stream()
          .filter(r -> r.state() == State.OPEN)
          .findFirst()
          .or(() -> mine.stream().max(Comparator.comparing(Request::number)));
    }

    @Override
    public Optional<Request> get(long number) throws GitException {
      faults.before("get");
      return all().stream().filter(r -> r.number() == number).findFirst();
    }

    @Override
    public Request open(String branch, String base, Draft draft) throws GitException {
      faults.before("open");
      String head = git.head(branch).orElseThrow().id();
      Optional<Request> existing =
          all().stream()
              .filter(r -> r.branch().equals(branch) && r.state() == State.OPEN)
              .findFirst();
      Request opened =
          existing
              .map(r -> with(r, State.OPEN, draft.title(), draft.body(), r.labels()))
              .orElseGet(() -> fresh(branch, base, head, draft));
      if (existing.isEmpty()) {
        requests.add(opened);
      } else {
        put(opened);
      }
      faults.after("open");
      return opened;
    }

    private Request fresh(String branch, String base, String head, Draft draft) {
      long number = requests.size() + 1;
      return new Request(
          number,
          "https://git.example.com/shop/deploy/pulls/" + number,
          State.OPEN,
          branch,
          base,
          head,
          draft.title(),
          draft.body(),
          draft.labels(),
          List.of());
    }

    @Override
    public Request update(Request request, Draft draft) throws GitException {
      faults.before("update");
      Request current =
          all().stream().filter(r -> r.number() == request.number()).findFirst().orElseThrow();
      Request updated =
          with(current, current.state(), draft.title(), draft.body(), current.labels());
      put(updated);
      faults.after("update");
      return updated;
    }

    @Override
    public void close(Request request, String comment) throws GitException {
      faults.before("close");
      Request current =
          all().stream().filter(r -> r.number() == request.number()).findFirst().orElseThrow();
      if (current.state() != State.OPEN) {
        throw new AssertionError("closes a request that is " + current.state());
      }
      comments.add(comment);
      put(with(current, State.CLOSED, current.title(), current.body(), current.labels()));
      faults.after("close");
    }

    @Override
    public void comment(Request request, String text) throws GitException {
      faults.before("comment");
      comments.add(text);
      faults.after("comment");
    }
  }
}
