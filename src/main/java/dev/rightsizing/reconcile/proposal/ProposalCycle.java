// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.proposal;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.RightSizingPolicySpec.Mode;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.proposal.ProposalOrder;
import dev.rightsizing.git.proposal.ProposalResult;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.DryRun;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.proposal.ProposalState;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.RequestProposal;
import dev.rightsizing.model.proposal.WorkloadProposal;
import dev.rightsizing.notice.NoticePublisher;
import dev.rightsizing.recommend.Conditions;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.ProposalGatherer.Gathered;
import dev.rightsizing.recommend.ProposalMapper;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.workload.GitOpsSources;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.WorkloadSource;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One pass over a policy's proposals, in a straight line: guard, read the Secret, gather, have the
 * room {@code git} do its part, write. All that a later pass needs is in the status of the policy
 * and of its Recommendations.
 */
public final class ProposalCycle {
  /**
   * What blocks a policy without a call of its Git server that fails: to ask again costs little.
   */
  private static final Set<Reason> CHEAP =
      EnumSet.of(
          Reason.GIT_STOPPED,
          Reason.KUBERNETES_FORBIDDEN,
          Reason.AUTH_SECRET_MISSING,
          Reason.AUTH_SECRET_FORBIDDEN,
          Reason.MANIFEST_NOT_FOUND,
          Reason.MANIFEST_AMBIGUOUS,
          Reason.MANIFEST_NOT_EDITABLE,
          Reason.CONTAINER_NOT_FOUND,
          Reason.FILE_NOT_EDITABLE,
          Reason.PATH_REFUSED);

  private final ProposalMapper mapper = new ProposalMapper();
  private final Parts parts;
  private final ProposalNotices notices;
  private final ProposalReporter reporter;
  private final Clock clock;

  public ProposalCycle(Parts parts, ProposalReporter reporter, Clock clock) {
    this.parts = parts;
    this.notices = new ProposalNotices(parts.publisher());
    this.reporter = reporter;
    this.clock = clock;
  }

  /**
   * The parts that a pass calls, in order.
   *
   * @param sources what GitOps tools say, anew for each pass
   * @param dryRun asks the API server whether it would take a change
   * @param page of the operator, for links in requests
   */
  public record Parts(
      GitStop stop,
      SecretCredentials secrets,
      Cluster cluster,
      Function<ProposedChange, DryRun> dryRun,
      ProposalEngine engine,
      ProposalStore store,
      NoticePublisher publisher,
      Optional<URI> page) {}

  /** Where a pass reads the cluster. */
  public record Cluster(
      RecommendationStore recommendations,
      WorkloadSource workloads,
      Supplier<GitOpsSources> sources) {}

  /**
   * How a pass ended.
   *
   * @param retryAfter when a code host wants to be asked again at the soonest
   */
  record Outcome(boolean blocked, Optional<Duration> retryAfter) {
    /** The evaluation of the policy as it is now is under way, or its status is. */
    static final Outcome WAITING = new Outcome(false, Optional.of(Duration.ofSeconds(5)));
  }

  /**
   * Whether a policy proposes its changes. One that applies them and has a repository does so too,
   * so that the templates get what the pods have.
   */
  static boolean proposes(RightSizingPolicy policy) {
    return policy.getSpec() != null
        && (policy.getSpec().getMode() == Mode.Propose || policy.getSpec().getMode() == Mode.Apply)
        && policy.getSpec().getGit() != null;
  }

  /** Whether a policy has anything of earlier passes in its status. */
  static boolean hasProposed(RightSizingPolicy policy) {
    return policy.getStatus() != null && policy.getStatus().getProposal() != null;
  }

  /**
   * Runs once.
   *
   * @param object as the API server has it now
   * @param policy the same as values
   */
  Outcome run(RightSizingPolicy object, Policy policy) {
    GitSettings settings = policy.git().orElseThrow();
    Instant start = clock.instant();
    List<RequestProposal> before = mapper.requests(object.getStatus());
    Map<WorkloadRef, Recommendation> objects = new TreeMap<>();
    ProposalResult result;
    try {
      if (!isCurrent(object)) {
        return Outcome.WAITING;
      }
      parts.stop().check();
      List<Recommendation> recommendations = parts.cluster().recommendations().of(policy.id());
      if (recommendations.isEmpty() && !isReady(object.getStatus())) {
        return new Outcome(false, Optional.empty());
      }
      var credentials = parts.secrets().read(policy.id(), settings.authSecret());
      Gathered gathered =
          new ProposalInputs(parts.cluster().workloads(), parts.cluster().sources().get())
              .gather(recommendations, settings);
      objects.putAll(gathered.objects());
      result =
          withLeft(
              parts
                  .engine()
                  .run(
                      new ProposalOrder(
                          new PolicyRef(policy.id().namespace(), policy.id().name()),
                          object.getMetadata().getUid(),
                          settings,
                          credentials,
                          gathered.wanted(),
                          gathered.rejected(),
                          gathered.approved(),
                          gathered.left(),
                          policy.settings().thresholds().changePercent(),
                          gathered.remembered(),
                          before,
                          parts.dryRun(),
                          parts.page())),
              gathered);
    } catch (GitException e) {
      result = blocked(e.reason(), e.getMessage(), before, e.retryAfter());
    } catch (WorkloadException e) {
      result = blocked(e.reason(), e.getMessage(), before, Optional.empty());
    }
    write(object, objects, before, result);
    reporter.passed(policy.id(), result, Duration.between(start, clock.instant()));
    return new Outcome(
        result.state() == ProposalState.BLOCKED && !CHEAP.contains(result.reason()),
        result.retryAfter());
  }

  /** Whether the Recommendations are those of the policy as it is now. */
  private static boolean isCurrent(RightSizingPolicy policy) {
    return policy.getStatus() != null
        && Objects.equals(
            policy.getStatus().getObservedGeneration(), policy.getMetadata().getGeneration());
  }

  /** One without Recommendations that is not ready says nothing of what its workloads need. */
  private static boolean isReady(RightSizingPolicyStatus status) {
    return status.getConditions() != null
        && status.getConditions().stream()
            .anyMatch(
                c ->
                    c.getType().equals(Conditions.READY) && c.getStatus() == Condition.Status.True);
  }

  /** What the guard refused: all requests stay as they are, and say why nothing goes on. */
  private ProposalResult blocked(
      Reason reason, String message, List<RequestProposal> before, Optional<Duration> retryAfter) {
    Instant now = clock.instant();
    List<RequestProposal> requests =
        before.isEmpty()
            ? List.of(
                new RequestProposal(
                    "",
                    ProposalState.BLOCKED,
                    Optional.empty(),
                    Optional.empty(),
                    "",
                    Optional.empty(),
                    0,
                    reason,
                    message,
                    now))
            : before.stream().map(request -> blocked(request, reason, message, now)).toList();
    return new ProposalResult(
        ProposalState.BLOCKED, reason, message, requests, Map.of(), retryAfter);
  }

  /** One that was closed or merged is over, whatever stops the others. */
  private static RequestProposal blocked(
      RequestProposal request, Reason reason, String message, Instant now) {
    if (request.state() != ProposalState.OPEN && request.state() != ProposalState.BLOCKED) {
      return request;
    }
    return new RequestProposal(
        request.group(),
        ProposalState.BLOCKED,
        request.url(),
        request.number(),
        request.branch(),
        request.commit(),
        request.workloads(),
        reason,
        message,
        request.state() == ProposalState.BLOCKED ? request.since() : now);
  }

  /** Workloads that were left out before Git was asked say why, too. */
  private ProposalResult withLeft(ProposalResult result, Gathered gathered) {
    Map<WorkloadRef, WorkloadProposal> workloads = new TreeMap<>(result.workloads());
    gathered.left().stream()
        .filter(left -> left.container().isEmpty())
        .filter(left -> gathered.objects().containsKey(left.ref()))
        .forEach(
            left ->
                workloads.putIfAbsent(
                    left.ref(),
                    new WorkloadProposal(
                        ProposalState.NONE,
                        Optional.empty(),
                        left.file(),
                        left.reason(),
                        left.message(),
                        List.of(),
                        clock.instant())));
    return new ProposalResult(
        result.state(),
        result.reason(),
        result.message(),
        result.requests(),
        workloads,
        result.retryAfter());
  }

  /** The policy last: a request that it knows is known to the Recommendations then. */
  private void write(
      RightSizingPolicy object,
      Map<WorkloadRef, Recommendation> objects,
      List<RequestProposal> before,
      ProposalResult result) {
    Instant now = clock.instant();
    Policy.Id id =
        new Policy.Id(object.getMetadata().getNamespace(), object.getMetadata().getName());
    notices.publish(object, before, result, now);
    List<String> refused = parts.store().workloads(objects, result.workloads());
    if (!refused.isEmpty()) {
      reporter.unwritten(id, refused.get(0));
    }
    Long generation = object.getMetadata().getGeneration();
    parts
        .store()
        .policy(
            object,
            mapper.policy(
                new ProposalMapper.Summary(result.state(), result.reason(), result.message()),
                result.requests(),
                object.getStatus(),
                generation == null ? 0 : generation,
                now));
  }
}
