// SPDX-License-Identifier: Apache-2.0
/** Measures the maths with JMH; run by {@code make jmh}. */
package dev.rightsizing.bench;
