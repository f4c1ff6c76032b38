// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.apply;

import dev.rightsizing.model.Reason;

/**
 * Why a change was undone or stopped.
 *
 * @param message one sentence, with the pod and its numbers
 */
public record Cause(Reason reason, String message) {}
