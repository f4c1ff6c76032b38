// SPDX-License-Identifier: Apache-2.0
/**
 * What a request needs on every host: once and not twice, whatever is lost on the way.
 *
 * <p>Imports {@code git} and the packages {@code request} and {@code request.http}. Open {@link
 * dev.rightsizing.git.request.host.HostedRequests} first.
 */
package dev.rightsizing.git.request.host;
