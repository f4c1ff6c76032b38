// SPDX-License-Identifier: Apache-2.0
/**
 * Makes recorded usage for a Prometheus: for the demo, for the benchmark, from recordings. Plain
 * Java, run by the scripts of tests-e2e. Open {@link dev.rightsizing.generator.UsageGenerator}
 * first.
 */
package dev.rightsizing.generator;
