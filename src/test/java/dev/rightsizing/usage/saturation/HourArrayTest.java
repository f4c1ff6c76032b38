// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.saturation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class HourArrayTest {

  @Property
  void holdsWhatWasPutAndNotDropped(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 200) Integer> hours,
      @ForAll @IntRange(min = 0, max = 200) int dropped) {
    HourArray array = new HourArray();
    Map<Long, Double> expected = new TreeMap<>();
    for (int i = 0; i < hours.size(); i++) {
      if (i == hours.size() / 2) {
        array.dropBefore(dropped);
        expected.keySet().removeIf(hour -> hour < dropped);
      }
      array.set(hours.get(i), i);
      expected.put((long) hours.get(i), (double) i);
    }

    Map<Long, Double> found = new TreeMap<>();
    array
        .since(0)
        .ifPresent(v -> v.hours().forEach(hour -> found.put(hour, v.at(hour).getAsDouble())));

    assertThat(found).isEqualTo(expected);
  }
}
