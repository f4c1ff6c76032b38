// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.workload.kubernetes.TemplateContainers;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Short names for what a template says, equal exactly where it says the same.
 *
 * @param release names the images of its containers
 * @param sizes names the requests and limits that it declares, however they are written
 */
record TemplateNames(String release, String sizes) {

  /** Of a workload without a template. */
  static final TemplateNames NONE = new TemplateNames("", "");

  private static final int BYTES = 5;

  /** Of a template; sizes that are not quantities have all the same name. */
  static TemplateNames of(PodTemplateSpec template) {
    if (template == null || template.getSpec() == null) {
      return NONE;
    }
    StringBuilder images = new StringBuilder();
    append(images, template.getSpec().getContainers());
    append(images, template.getSpec().getInitContainers());
    return new TemplateNames(name(images.toString()), name(sizes(template)));
  }

  private static void append(StringBuilder images, List<Container> containers) {
    for (Container container : containers) {
      images.append(container.getName()).append('=').append(container.getImage()).append('\n');
    }
  }

  private static String sizes(PodTemplateSpec template) {
    StringBuilder sizes = new StringBuilder();
    try {
      append(sizes, "", TemplateContainers.sizes(template.getSpec().getResources()));
      for (ContainerSpec container : TemplateContainers.read(template.getSpec())) {
        append(sizes, container.name(), container.declared());
      }
    } catch (IllegalArgumentException e) {
      return "unreadable";
    }
    return sizes.toString();
  }

  private static void append(StringBuilder to, String container, Map<Resource, Size> sizes) {
    for (Resource resource : Resource.values()) {
      Size size = sizes.get(resource);
      if (size != null) {
        to.append(container)
            .append(' ')
            .append(resource.key())
            .append(' ')
            .append(size.request().map(Object::toString).orElse("-"))
            .append('/')
            .append(size.limit().map(Object::toString).orElse("-"))
            .append('\n');
      }
    }
  }

  private static String name(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
