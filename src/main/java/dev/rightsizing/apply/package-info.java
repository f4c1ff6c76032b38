// SPDX-License-Identifier: Apache-2.0
/**
 * Makes changes of workloads, one careful step at a time: it decides what is written next, records
 * that before it is written, watches what comes of it, and takes it back. What it writes and reads
 * is behind ports, so that a test can stop it at every line.
 *
 * <p>Imports {@code guard} and {@code model}; knows nothing of Kubernetes.
 */
package dev.rightsizing.apply;
