// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.saturation;

import dev.rightsizing.model.Reason;
import dev.rightsizing.usage.Signal;

/**
 * Evidence that could not be had, though usage could; what was read before is kept.
 *
 * @param signal what is missing
 * @param reason {@link Reason#USAGE_MISSING} where it is not recorded, else the fault
 * @param message for people
 */
public record MissingEvidence(Signal signal, Reason reason, String message) {}
