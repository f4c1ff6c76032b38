// SPDX-License-Identifier: Apache-2.0
/** Values of mode Apply for tests, written shortly. */
package dev.rightsizing.testkit.apply;
