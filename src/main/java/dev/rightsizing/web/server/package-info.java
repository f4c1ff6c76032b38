// SPDX-License-Identifier: Apache-2.0
/**
 * The HTTP side of the page: the server, its limits and headers. Open {@link
 * dev.rightsizing.web.server.PageServer} first.
 */
package dev.rightsizing.web.server;
