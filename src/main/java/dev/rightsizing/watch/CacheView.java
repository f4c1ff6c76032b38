// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.watch;

import java.util.List;

/** Reduced objects as they are now. Safe for use by several threads. */
public interface CacheView<R> {

  /** Those of a namespace. */
  List<R> in(String namespace);

  /** Those of every namespace that is watched. */
  List<R> all();
}
