// SPDX-License-Identifier: Apache-2.0
/**
 * What the files of a repository are, read one by one: workloads, kustomizations, charts, templates
 * and edit marks. Small enough to be kept for all files of a commit.
 *
 * <p>Imports {@code model} and {@code patch.yaml}. Open {@link
 * dev.rightsizing.patch.index.FactsReader} first.
 */
package dev.rightsizing.patch.index;
