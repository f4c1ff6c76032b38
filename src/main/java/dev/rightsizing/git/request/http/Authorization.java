// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.http;

import dev.rightsizing.git.GitException;

/** Gives the secret that calls carry. */
@FunctionalInterface
public interface Authorization {

  /** The value of the header Authorization, such as {@code Bearer …}. */
  String value() throws GitException;
}
