// SPDX-License-Identifier: Apache-2.0
/** Measures the maths with JMH, by {@code make jmh}, and programs of their own for the rest. */
package dev.rightsizing.bench;
