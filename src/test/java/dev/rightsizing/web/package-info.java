// SPDX-License-Identifier: Apache-2.0
/** The page with prepared data and in a real browser. Open {@link dev.rightsizing.web.Samples}. */
package dev.rightsizing.web;
