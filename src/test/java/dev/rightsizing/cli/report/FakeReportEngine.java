// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.report;

import dev.rightsizing.cli.ClusterChoice;
import dev.rightsizing.evaluate.Evaluation;
import dev.rightsizing.evaluate.EvaluationRequest;
import dev.rightsizing.evaluate.Progress;
import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.workload.WorkloadException;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers with one evaluation or one failure and keeps what it was asked. */
public final class FakeReportEngine implements ReportEngine, ReportEngines {
  private final Evaluation answer;
  private final Exception failure;
  private ClusterChoice cluster;
  private SourceChoice source;
  private EvaluationRequest request;
  private boolean closed;

  private FakeReportEngine(Evaluation answer, Exception failure) {
    this.answer = answer;
    this.failure = failure;
  }

  public static FakeReportEngine answering(Evaluation evaluation) {
    return new FakeReportEngine(evaluation, null);
  }

  static FakeReportEngine failing(Exception failure) {
    return new FakeReportEngine(null, failure);
  }

  ClusterChoice cluster() {
    return cluster;
  }

  SourceChoice source() {
    return source;
  }

  EvaluationRequest request() {
    return request;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public ReportEngine open(ClusterChoice chosen, SourceChoice from) {
    cluster = chosen;
    source = from;
    return this;
  }

  @Override
  public String namespace() {
    return "of-the-context";
  }

  @Override
  public Set<String> namespaces() {
    return Set.of("shop", "payments");
  }

  @Override
  public Set<String> unknown(Set<String> names) {
    return names.stream().filter(name -> name.startsWith("unknown")).collect(Collectors.toSet());
  }

  @Override
  public String metric(Resource resource) {
    return "container_" + resource.key();
  }

  @Override
  public Evaluation evaluate(EvaluationRequest asked, Progress progress)
      throws WorkloadException, UsageException {
    request = asked;
    progress.at("workloads", 0, 1);
    progress.at("sizes", 3, 3);
    if (failure instanceof WorkloadException e) {
      throw e;
    }
    if (failure instanceof UsageException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    return answer;
  }

  @Override
  public void close() {
    closed = true;
  }
}
