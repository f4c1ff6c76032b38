// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.testkit.FakeUsageSource;

class FakeUsageSourceTest extends UsageSourceContract {

  @Override
  protected UsageSource source() {
    return new FakeUsageSource()
        .cpu("shop", "web-1", "app", t -> 0.5)
        .memory("shop", "web-1", "app", t -> 300e6)
        .cpu("bank", "x-1", "app", t -> 0.25);
  }
}
