// SPDX-License-Identifier: Apache-2.0
/** Sources of usage whose reads are steps of a trace. */
package dev.rightsizing.reconcile.trace;
