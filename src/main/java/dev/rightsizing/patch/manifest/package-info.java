// SPDX-License-Identifier: Apache-2.0
/**
 * Byte-exact edits of manifests: which file says a workload's sizes, and that file with other sizes
 * and nothing else changed.
 *
 * <p>Imports {@code model}. Open {@link dev.rightsizing.patch.manifest.ManifestChanges} first.
 */
package dev.rightsizing.patch.manifest;
