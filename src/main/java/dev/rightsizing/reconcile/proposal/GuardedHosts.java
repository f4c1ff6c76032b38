// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.proposal;

import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.request.CodeHosts;
import dev.rightsizing.git.request.Requests;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.telemetry.ProposalMetrics;
import dev.rightsizing.telemetry.ProposalMetrics.Operation;
import java.util.Optional;

/** Code hosts to which nothing is written while writes are stopped, and whose calls count. */
public final class GuardedHosts implements CodeHosts {
  private final CodeHosts hosts;
  private final GuardedCalls calls;

  public GuardedHosts(CodeHosts hosts, GitStop stop, ProposalMetrics metrics) {
    this.hosts = hosts;
    this.calls = new GuardedCalls(stop, metrics);
  }

  @Override
  public Optional<Requests> requests(
      String repository, GitSettings.Request settings, Credentials credentials)
      throws GitException {
    return hosts
        .requests(repository, settings, credentials)
        .map(requests -> new Guarded(requests, calls));
  }

  private record Guarded(Requests requests, GuardedCalls calls) implements Requests {

    @Override
    public Optional<Request> find(String branch) throws GitException {
      return calls.read(Operation.FIND, () -> requests.find(branch));
    }

    @Override
    public Optional<Request> get(long number) throws GitException {
      return calls.read(Operation.GET, () -> requests.get(number));
    }

    @Override
    public Request open(String branch, String base, Draft draft) throws GitException {
      return calls.write(Operation.OPEN, () -> requests.open(branch, base, draft));
    }

    @Override
    public Request update(Request request, Draft draft) throws GitException {
      return calls.write(Operation.UPDATE, () -> requests.update(request, draft));
    }

    @Override
    public void close(Request request, String comment) throws GitException {
      calls.act(Operation.CLOSE, () -> requests.close(request, comment));
    }

    @Override
    public void comment(Request request, String text) throws GitException {
      calls.act(Operation.COMMENT, () -> requests.comment(request, text));
    }
  }
}
