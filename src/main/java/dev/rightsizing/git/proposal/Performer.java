// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.GitException;
import dev.rightsizing.git.repository.GitRepository.CommitDraft;
import dev.rightsizing.git.repository.GitRepository.Heads;
import dev.rightsizing.git.repository.GitRepository.Person;
import dev.rightsizing.git.repository.GitRepository.Signing;
import dev.rightsizing.git.request.Requests;
import dev.rightsizing.git.request.Requests.Draft;
import dev.rightsizing.git.request.Requests.Request;
import dev.rightsizing.git.text.RequestBody;
import dev.rightsizing.git.text.RequestText;
import dev.rightsizing.model.proposal.GitSettings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Does the steps of one group, and knows afterwards where its branch and request are. */
final class Performer {
  private static final String DETAILS = "-details";

  private final Server server;
  private final GitSettings settings;
  private final Optional<Signing> signing;
  private final Heads heads;
  private final Look look;
  private final Instant now;
  private Optional<String> head;
  private Optional<Request> request;

  Performer(Server server, ProposalOrder order, Heads heads, Look look, Instant now) {
    this.server = server;
    this.settings = order.settings();
    this.signing = signing(order);
    this.heads = heads;
    this.look = look;
    this.now = now;
    this.head = look.head();
    this.request = look.fate().about();
  }

  /** The branch for what a request's body does not hold. */
  static String details(String branch) {
    return branch + DETAILS;
  }

  Optional<String> head() {
    return head;
  }

  Optional<Request> request() {
    return request;
  }

  /**
   * Does steps in their order.
   *
   * @param text asked for when a step needs it
   */
  void perform(List<Step> steps, Supplier<RequestText> text) throws GitException {
    for (Step step : steps) {
      if (step instanceof Step.Push push) {
        push(push, text.get().commitMessage());
      } else if (step instanceof Step.Publish publish) {
        publish(publish, text);
      } else if (step instanceof Step.Close close) {
        close(close);
      } else if (step instanceof Step.Delete delete) {
        delete(delete);
      }
    }
  }

  private void push(Step.Push push, String message) throws GitException {
    String commit = server.repository().commit(draft(push.parent(), push.files(), message));
    server.repository().push(commit, look.branch(), push.expected(), push.anew(), options());
    head = Optional.of(commit);
  }

  /** A request that our API calls open is not to be opened by the push too. */
  private List<String> options() {
    return server.requests().isEmpty() ? settings.request().pushOptions() : List.of();
  }

  private CommitDraft draft(String parent, SortedMap<String, byte[]> files, String message) {
    Person author = new Person(settings.author().name(), settings.author().email());
    return new CommitDraft(
        parent, files, BaseTrailer.in(message, look.base()), author, now, signing);
  }

  private void publish(Step.Publish publish, Supplier<RequestText> text) throws GitException {
    if (server.requests().isEmpty()) {
      return;
    }
    Requests requests = server.requests().get();
    RequestText ours = text.get();
    pushDetails(ours);
    if (publish.open().isEmpty()) {
      request =
          Optional.of(
              requests.open(look.branch(), look.baseName(), draft(ours.title(), ours.body())));
      return;
    }
    Request open = publish.open().get();
    RequestBody merged = RequestBody.merge(open.title(), OwnClosing.strip(open.body()), ours);
    if (!merged.sameAs(open.title(), open.body())) {
      request = Optional.of(requests.update(open, draft(merged.title(), merged.body())));
    }
  }

  private Draft draft(String title, String body) {
    return new Draft(
        title,
        body,
        settings.request().labels(),
        settings.request().reviewers(),
        settings.request().draft());
  }

  private void pushDetails(RequestText text) throws GitException {
    if (text.details().isEmpty() || head.isEmpty()) {
      return;
    }
    RequestText.Details details = text.details().get();
    TreeMap<String, byte[]> files = new TreeMap<>();
    files.put(details.file(), details.content().getBytes(StandardCharsets.UTF_8));
    String commit = server.repository().commit(draft(head.get(), files, text.commitMessage()));
    Optional<String> expected = Optional.ofNullable(heads.commits().get(details.branch()));
    server.repository().push(commit, details.branch(), expected, true, List.of());
  }

  /** A request that is no longer open meanwhile is left to the next pass. */
  private void close(Step.Close close) throws GitException {
    Requests requests = server.requests().orElseThrow();
    Optional<Request> current = requests.get(close.request().number());
    if (current.isEmpty() || current.get().state() != Requests.State.OPEN) {
      request = current;
      return;
    }
    Request open = current.get();
    if (close.own() && !OwnClosing.marks(open.body())) {
      open = requests.update(open, draft(open.title(), OwnClosing.mark(open.body())));
    }
    requests.close(open, close.comment());
    request = requests.get(open.number());
  }

  private void delete(Step.Delete delete) throws GitException {
    server.repository().deleteBranch(look.branch(), delete.expected());
    head = Optional.empty();
    String details = details(look.branch());
    for (Map.Entry<String, String> other : heads.commits().entrySet()) {
      if (other.getKey().equals(details)) {
        server.repository().deleteBranch(details, other.getValue());
      }
    }
  }

  private static Optional<Signing> signing(ProposalOrder order) {
    return order
        .credentials()
        .bytes("signing-key")
        .map(key -> new Signing(key, order.credentials().text("signing-passphrase")));
  }
}
