// SPDX-License-Identifier: Apache-2.0
/**
 * Pull and merge requests on GitHub, GitLab and Gitea by their REST APIs.
 *
 * <p>Imports {@code git} and {@code model}. Open {@link dev.rightsizing.git.request.Requests}
 * first.
 */
package dev.rightsizing.git.request;
