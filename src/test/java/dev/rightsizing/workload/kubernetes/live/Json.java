// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Reads objects as an API server writes them. */
final class Json {

  private Json() {}

  static <T> T read(String json, Class<T> type) {
    return new KubernetesSerialization().unmarshal(json, type);
  }
}
