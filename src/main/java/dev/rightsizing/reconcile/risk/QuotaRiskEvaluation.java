// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.model.quota.QuotaCrossing;
import dev.rightsizing.model.quota.QuotaState;
import dev.rightsizing.model.quota.QuotaUse;
import dev.rightsizing.notice.NoticePublisher;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.QuotaRiskMapper;
import dev.rightsizing.reconcile.steps.StatusDigest;
import dev.rightsizing.sizing.quota.QuotaWatch;
import dev.rightsizing.telemetry.RiskMetrics;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * One evaluation of the quotas of the namespaces in which a policy has Recommendations: reads the
 * previous state, assesses the quotas, publishes Events and writes the result. All its state is in
 * the policy's {@code status.quotaRisks}; it is written only when it changed.
 */
public final class QuotaRiskEvaluation {
  private final QuotaStore store;
  private final QuotaNotices notices;
  private final RiskMetrics metrics;
  private final QuotaRiskMapper mapper = new QuotaRiskMapper();
  private final Object telling = new Object();

  public QuotaRiskEvaluation(QuotaStore store, NoticePublisher publisher, RiskMetrics metrics) {
    this.store = store;
    this.notices = new QuotaNotices(publisher);
    this.metrics = metrics;
  }

  /**
   * Evaluates once.
   *
   * @param namespaces that were read
   * @param uses every line of every quota in them
   */
  public void run(Policy policy, Set<String> namespaces, Collection<QuotaUse> uses, Instant now) {
    RightSizingPolicy object = store.read(policy.id()).orElse(null);
    if (object == null) {
      return;
    }
    QuotaWatch.Outcome seen =
        new QuotaWatch(policy.risk().interval())
            .look(namespaces, uses, mapper.remembered(object.getStatus()), now);
    metrics.quotas(policy.id().toString(), seen.levels(), seen.leftOut());
    if (seen.crossings().isEmpty()) {
      remember(policy.id(), object, seen.states());
    } else {
      tell(policy, object, seen, now);
    }
  }

  /**
   * One policy at a time, so that each sees what the other has reported. Before the status is
   * written: reported again after a crash between the two, an Event is recognized by its name.
   */
  private void tell(Policy policy, RightSizingPolicy object, QuotaWatch.Outcome seen, Instant now) {
    synchronized (telling) {
      CrossPolicyDeduplication others = CrossPolicyDeduplication.of(policy, store.all(), mapper);
      List<QuotaState> states =
          seen.states().stream().map(state -> others.aligned(state, seen.crossings())).toList();
      List<QuotaCrossing> crossings = seen.crossings().stream().map(others::aligned).toList();
      if (policy.risk().events()) {
        notices.tell(policy.id(), object.getStatus(), crossings, now);
      }
      remember(policy.id(), object, states);
    }
  }

  private void remember(Policy.Id policy, RightSizingPolicy object, List<QuotaState> states) {
    RightSizingPolicyStatus wanted = mapper.status(states);
    if (StatusDigest.ofQuotas(wanted).differs(StatusDigest.ofQuotas(object.getStatus()))) {
      store.apply(policy, wanted);
    }
  }
}
