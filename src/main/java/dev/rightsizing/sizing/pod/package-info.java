// SPDX-License-Identifier: Apache-2.0
/**
 * What holds for a pod as a whole: sizes at its own level ({@code spec.resources}), LimitRanges of
 * type Pod, and whether the API server would admit it.
 *
 * <p>May import {@code model} and its neighbours in {@code sizing}. Open {@link
 * dev.rightsizing.sizing.pod.PodSizer} first.
 */
package dev.rightsizing.sizing.pod;
