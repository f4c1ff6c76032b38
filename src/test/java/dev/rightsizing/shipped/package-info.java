// SPDX-License-Identifier: Apache-2.0
/** What is in the jar that ships. */
package dev.rightsizing.shipped;
