// SPDX-License-Identifier: Apache-2.0
/**
 * Merge requests on GitLab, by version 4 of its REST API.
 *
 * <p>Imports {@code git} and the packages {@code request}, {@code request.host} and {@code
 * request.http}. Open {@link dev.rightsizing.git.request.gitlab.GitLabApi} first.
 */
package dev.rightsizing.git.request.gitlab;
