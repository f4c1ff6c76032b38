// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.report;

import dev.rightsizing.cli.output.ContainerUsage;
import dev.rightsizing.evaluate.Evaluation;
import dev.rightsizing.evaluate.EvaluationRequest;
import dev.rightsizing.evaluate.Progress;
import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.workload.WorkloadException;
import java.util.Set;

/** One cluster and one Prometheus, read once. */
public interface ReportEngine extends AutoCloseable {

  /** The namespace of the kubeconfig's context. */
  String namespace();

  /**
   * Every namespace.
   *
   * @throws WorkloadException when they cannot be listed
   */
  Set<String> namespaces() throws WorkloadException;

  /** Which of these namespaces the cluster does not have; where that may not be asked, none. */
  Set<String> unknown(Set<String> namespaces);

  /** The name of the metric behind a resource, for messages. */
  String metric(Resource resource);

  /**
   * Sizes what is in scope.
   *
   * @throws WorkloadException when the cluster cannot be read
   * @throws UsageException when usage cannot be read
   */
  Evaluation evaluate(EvaluationRequest request, Progress progress)
      throws WorkloadException, UsageException;

  /** What the evaluation of a request read, by the hour; reads nothing. */
  default ContainerUsage usage(EvaluationRequest request) {
    return ContainerUsage.NONE;
  }

  @Override
  void close();
}
