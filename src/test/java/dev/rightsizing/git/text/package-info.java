// SPDX-License-Identifier: Apache-2.0
/** Tests of what a reviewer reads, as text, parsed as Markdown, and as Chromium shows it. */
package dev.rightsizing.git.text;
