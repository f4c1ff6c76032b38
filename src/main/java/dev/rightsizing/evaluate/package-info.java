// SPDX-License-Identifier: Apache-2.0
/**
 * The pipeline from workloads and usage to recommendations, the same for the operator and for the
 * command line. Knows neither Kubernetes nor HTTP.
 *
 * <p>May import {@code model}, {@code sizing}, {@code guard}, {@code patch} and the ports of {@code
 * usage} and {@code workload}. Open {@link dev.rightsizing.evaluate.Evaluator} first.
 */
package dev.rightsizing.evaluate;
