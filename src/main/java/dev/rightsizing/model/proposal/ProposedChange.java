// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.proposal;

import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.Money;
import dev.rightsizing.model.WorkloadRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a Recommendation asks to be changed, with all that a reviewer wants to know.
 *
 * @param ref the object whose manifest is to change: for a managed group of Jobs or the like the
 *     one that is patched
 * @param labels of the workload, which choose between mappings of Helm values
 * @param replicas how many pods the saving is counted for
 * @param monthly what the change saves per month; negative when it costs
 * @param risk {@code None}, {@code Warning}, {@code Critical} or {@code Emergency}
 * @param riskReasons one sentence each
 * @param quota what the quotas say of it; empty when it fits
 * @param remarks sentences that belong below it, such as that an autoscaler keeps a request
 */
public record ProposedChange(
    WorkloadRef ref,
    Map<String, String> labels,
    WorkloadOwner owner,
    List<ProposedContainer> containers,
    int replicas,
    Optional<Money> monthly,
    Confidence.Level confidence,
    String risk,
    List<String> riskReasons,
    String quota,
    List<String> remarks) {

  public ProposedChange {
    labels = Map.copyOf(labels);
    containers = List.copyOf(containers);
    riskReasons = List.copyOf(riskReasons);
    remarks = List.copyOf(remarks);
  }

  /** The same with another owner, or with what is known of its source. */
  public ProposedChange withOwner(WorkloadOwner other) {
    return with(other, containers, remarks);
  }

  /** The same with other sizes. */
  public ProposedChange withContainers(List<ProposedContainer> others) {
    return with(owner, others, remarks);
  }

  /** The same with one more sentence below it. */
  public ProposedChange withRemark(String more) {
    return with(owner, containers, Stream.concat(remarks.stream(), Stream.of(more)).toList());
  }

  private ProposedChange with(
      WorkloadOwner other, List<ProposedContainer> others, List<String> sentences) {
    return new ProposedChange(
        ref,
        labels,
        other,
        others,
        replicas,
        monthly,
        confidence,
        risk,
        riskReasons,
        quota,
        sentences);
  }

  /** The quantities to write, of all containers. */
  public List<SizeEdit> edits() {
    return containers.stream().flatMap(c -> c.edits().stream()).toList();
  }
}
