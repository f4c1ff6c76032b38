// SPDX-License-Identifier: Apache-2.0
/**
 * A YAML file as positions: its nodes with the bytes that they stand in, so that an edit replaces
 * those bytes and no others. Reads files with template expressions as far as they can be read.
 *
 * <p>Open {@link dev.rightsizing.patch.yaml.YamlText} first.
 */
package dev.rightsizing.patch.yaml;
