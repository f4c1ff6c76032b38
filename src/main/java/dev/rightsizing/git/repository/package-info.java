// SPDX-License-Identifier: Apache-2.0
/**
 * One bare clone per repository: fetches, reads files at a commit, makes commits without a work
 * tree, signs and pushes them.
 *
 * <p>Imports {@code git}, {@code model} and the port {@code patch.manifest.FileTree}. Open {@link
 * dev.rightsizing.git.repository.GitRepository} first.
 */
package dev.rightsizing.git.repository;
