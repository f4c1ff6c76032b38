// SPDX-License-Identifier: Apache-2.0
/**
 * Judges whether a change of a workload may be made now: functions without side effects over facts
 * that were gathered before. Each guard is a class of its own with one question.
 *
 * <p>Imports {@code model}. Open {@link dev.rightsizing.guard.Guards} first.
 */
package dev.rightsizing.guard;
