// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.trace;

/** Names of the attributes of the operator's spans; OpenTelemetry's own where it has one. */
public final class Attributes {
  private Attributes() {}

  /** Namespace of the object that a step is about. */
  public static final String NAMESPACE = "k8s.namespace.name";

  /** Name of the policy. */
  public static final String POLICY = "rightsizing.policy";

  /** Controller of a reconcile: policy or risk. */
  public static final String CONTROLLER = "rightsizing.controller";

  /** How a step ended: a condition's reason. */
  public static final String OUTCOME = "rightsizing.outcome";

  /** Kind of the object that is written, or of the workload that a patch is of. */
  public static final String KIND = "rightsizing.object.kind";

  /** Name of that object. */
  public static final String NAME = "rightsizing.object.name";

  /** Workloads that got a recommendation. */
  public static final String WORKLOADS = "rightsizing.workloads";

  /** What a query reads: cpu, memory, a signal's name. */
  public static final String READ = "rightsizing.query.read";

  /** Requests sent for it, retries included. */
  public static final String QUERIES = "rightsizing.queries";

  /** Samples received. */
  public static final String SAMPLES = "rightsizing.samples";

  /** Bytes received or sent, as they went over the network. */
  public static final String BYTES = "rightsizing.bytes";

  /** HTTP status code of an answer. */
  public static final String STATUS = "http.response.status_code";

  /** Small steps beyond the bound, which have no span of their own. */
  public static final String LEFT_OUT = "rightsizing.spans.left_out";
}
