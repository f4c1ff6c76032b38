// SPDX-License-Identifier: Apache-2.0
/**
 * Sends metrics and traces by OTLP. The only package that knows the OpenTelemetry SDK; nothing of
 * it is loaded unless an endpoint is set.
 */
package dev.rightsizing.telemetry.otlp;
