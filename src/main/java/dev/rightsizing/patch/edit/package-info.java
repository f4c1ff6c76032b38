// SPDX-License-Identifier: Apache-2.0
/**
 * Edits within one file of YAML: quantities replaced, added and taken away in the file's own style.
 *
 * <p>Imports {@code model} and {@code patch.yaml}. Open {@link
 * dev.rightsizing.patch.edit.SizeEdits} first.
 */
package dev.rightsizing.patch.edit;
