// SPDX-License-Identifier: Apache-2.0
/**
 * Pull requests on Gitea and Forgejo, by version 1 of their REST API.
 *
 * <p>Imports {@code git} and the packages {@code request}, {@code request.host} and {@code
 * request.http}. Open {@link dev.rightsizing.git.request.gitea.GiteaApi} first.
 */
package dev.rightsizing.git.request.gitea;
