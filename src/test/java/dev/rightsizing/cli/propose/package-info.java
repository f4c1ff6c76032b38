// SPDX-License-Identifier: Apache-2.0
/** Tests of {@code rightsize propose}. */
package dev.rightsizing.cli.propose;
