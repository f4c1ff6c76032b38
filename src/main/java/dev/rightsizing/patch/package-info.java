// SPDX-License-Identifier: Apache-2.0
/**
 * A size as text for review: strategic merge, Kustomize, JSON Patch.
 *
 * <p>May import {@code model}. Open {@link dev.rightsizing.patch.PatchWriter} first.
 */
package dev.rightsizing.patch;
