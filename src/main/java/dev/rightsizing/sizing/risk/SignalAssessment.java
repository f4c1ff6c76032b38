// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.risk.SignalRisk;

/**
 * A signal's risk at one tick.
 *
 * @param sentence for people; empty where there is nothing to report
 */
record SignalAssessment(SignalRisk signal, String sentence) {}
