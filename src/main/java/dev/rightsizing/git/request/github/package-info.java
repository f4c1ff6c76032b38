// SPDX-License-Identifier: Apache-2.0
/**
 * Pull requests on GitHub, by the library github-api, and the tokens of GitHub Apps.
 *
 * <p>Imports {@code git} and the packages {@code request}, {@code request.host} and {@code
 * request.http}. Open {@link dev.rightsizing.git.request.github.GitHubApi} first.
 */
package dev.rightsizing.git.request.github;
