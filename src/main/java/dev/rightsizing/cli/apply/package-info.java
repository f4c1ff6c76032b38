// SPDX-License-Identifier: Apache-2.0
/**
 * What people do with changes that the operator makes: {@code diff}, {@code apply}, {@code undo},
 * {@code history}, {@code pause} and {@code resume}. The commands ask by annotations and read the
 * status; the operator alone changes workloads.
 *
 * <p>May import {@code recommend}, {@code model} and {@code api}. Open {@link
 * dev.rightsizing.cli.apply.ApplyCommand} first.
 */
package dev.rightsizing.cli.apply;
