// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing;

import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.Thresholds;
import dev.rightsizing.model.Window;

/**
 * The policy's and the namespace's settings for sizing a container.
 *
 * @param limits what the namespace's LimitRanges allow
 * @param batch whether it runs to completion, so that gaps in its usage are natural
 */
public record SizingContext(
    Window window, Thresholds thresholds, ContainerLimits limits, boolean batch) {}
