// SPDX-License-Identifier: Apache-2.0
/**
 * The port by which the operator says what it is doing, step by step. {@link
 * dev.rightsizing.telemetry.trace.Tracing#OFF} does nothing and loads nothing.
 */
package dev.rightsizing.telemetry.trace;
