// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/**
 * A size that running pods have, and how many have it.
 *
 * @param size of one container for one resource, as the pods' own specs have it
 * @param pods how many, at least 1
 */
public record RunningSize(Size size, int pods) {}
