// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.trace;

import java.util.concurrent.ExecutorService;

/**
 * Makes spans of the operator's work. A step is a child of the one that is open on the same thread,
 * or on the thread that gave the work to {@link #carrying} executors.
 *
 * <p>Attributes are names of objects, counts and outcomes, never queries, answers or messages of
 * other systems, which may hold what a reader of traces must not see.
 */
public interface Tracing {
  /** Makes no spans. */
  Tracing OFF = new NoTracing();

  /** Begins a step of the operator's own, such as an evaluation. */
  Step begin(String name);

  /**
   * Begins one of many small steps, such as making one patch. Beyond 500 under one step the others
   * get no span; their number is an attribute of the step above.
   */
  Step detail(String name);

  /** Begins a request to another system, with the same bound as {@link #detail}. */
  Step call(String name);

  /** The same executor; what runs in it continues the steps of whoever submitted it. */
  ExecutorService carrying(ExecutorService executor);

  /** One span, to be closed on the thread that began it. */
  interface Step extends AutoCloseable {
    /** Sets an attribute. */
    Step with(String attribute, String value);

    /** Sets an attribute. */
    Step with(String attribute, long value);

    /**
     * Marks the step as failed.
     *
     * @param reason of a fixed set, such as a condition's reason or the name of an exception
     */
    Step failed(String reason);

    /** Ends it. */
    @Override
    void close();
  }
}
