// SPDX-License-Identifier: Apache-2.0
/**
 * The steps of one evaluation, in the order in which {@code PolicyEvaluation} takes them: accept,
 * select, connect, write.
 *
 * <p>May import what {@code reconcile} may.
 */
package dev.rightsizing.reconcile.steps;
