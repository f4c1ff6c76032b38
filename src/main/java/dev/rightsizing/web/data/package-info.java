// SPDX-License-Identifier: Apache-2.0
/**
 * What the page shows: Recommendations and policies kept by watches, each reduced to a row. Open
 * {@link dev.rightsizing.web.data.Records} first.
 */
package dev.rightsizing.web.data;
