// SPDX-License-Identifier: Apache-2.0
/**
 * Spans that know what they cost: an OpenTelemetry span processor for any Java program, which puts
 * CPU, heap and allocation of a span's time on the span. Imports nothing else of ours and is built
 * as a jar of its own; see docs/spans.md.
 */
package dev.rightsizing.spans;
