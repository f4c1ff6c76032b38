// SPDX-License-Identifier: Apache-2.0
/**
 * The sizing rules that other tools publish, to be compared with ours: what each computes, written
 * anew from its documentation and sources.
 *
 * <p>May import {@code model}. Open {@link dev.rightsizing.backtest.peer.PeerRules} first.
 */
package dev.rightsizing.backtest.peer;
