// SPDX-License-Identifier: Apache-2.0
/**
 * Keeps objects of the cluster in memory by watches, each reduced at once to what is asked of it.
 *
 * <p>May import nothing of ours. Open {@link dev.rightsizing.watch.LazyInformer} first.
 */
package dev.rightsizing.watch;
