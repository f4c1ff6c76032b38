// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes manifests in every style that people have: random indentation, comments, quotes, braces,
 * anchors, line breaks and what else YAML allows. The same seed gives the same file.
 */
final class RandomManifests {
  private static final List<String> QUANTITIES =
      List.of("100m", "1", "0.5", "2000m", "1Gi", "1.5Gi", "512M", "134217728", "1e9", "3Ki");
  private static final List<String> TEXTS =
      List.of("a", "nginx:1.27", "naïve 😀 text", "it is # no comment", "x: y", "{{ .Values.a }}");

  private final Random random;
  private final StringBuilder out = new StringBuilder();
  private final boolean crlf;
  private final boolean comments;
  private int anchors;
  private List<String> names = new ArrayList<>();
  private List<String> scalars = new ArrayList<>();

  RandomManifests(long seed) {
    this.random = new Random(seed);
    this.crlf = chance(30);
    this.comments = chance(70);
  }

  /** A file of Deployments, Lists of them, and other objects. */
  String file() {
    if (chance(15)) {
      out.append('\uFEFF');
    }
    int documents = 1 + random.nextInt(3);
    for (int i = 0; i < documents; i++) {
      names = new ArrayList<>();
      scalars = new ArrayList<>();
      if (i > 0 || chance(20)) {
        out.append("---");
        end();
      }
      Map<String, Object> root =
          chance(20)
              ? map("kind", "List", "items", List.of(deployment(), deployment()))
              : chance(20) ? configMap() : deployment();
      mapping(root, 0, false);
    }
    String text = out.toString();
    return chance(20) ? text.replaceAll("[\r\n]+$", "") : text;
  }

  private Map<String, Object> configMap() {
    return map("kind", "ConfigMap", "data", map("a", "|\n", "b", "x # y"));
  }

  private Map<String, Object> deployment() {
    List<Object> containers = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      containers.add(container("c" + i));
    }
    Map<String, Object> pod = map("containers", containers);
    if (chance(30)) {
      pod.put("initContainers", List.of(container("init")));
    }
    if (chance(30)) {
      pod.put("nodeSelector", map("a", "b"));
    }
    return map(
        "kind",
        "Deployment",
        "metadata",
        map("name", "d"),
        "spec",
        map("template", map("spec", pod)));
  }

  private Map<String, Object> container(String name) {
    Map<String, Object> container = new LinkedHashMap<>();
    List<String> keys = new ArrayList<>(List.of("image", "args", "env", "resources", "note"));
    Collections.shuffle(keys, random);
    boolean last = chance(20);
    if (!last) {
      container.put("name", name);
    }
    for (String key : keys.subList(0, 1 + random.nextInt(keys.size()))) {
      container.put(
          key,
          switch (key) {
            case "args" -> List.of("a", text());
            case "env" -> List.of(map("name", "x", "value", text()));
            case "resources" -> resources();
            case "note" -> chance(50) ? "|\n" : text();
            default -> text();
          });
    }
    if (last) {
      container.put("name", name);
    }
    return container;
  }

  private Object resources() {
    Map<String, Object> resources = new LinkedHashMap<>();
    for (String bound :
        chance(50) ? List.of("requests", "limits") : List.of("limits", "requests")) {
      if (chance(70)) {
        Map<String, Object> sizes = new LinkedHashMap<>();
        for (String key : List.of("cpu", "ephemeral-storage", "memory")) {
          if (chance(65)) {
            sizes.put(key, chance(5) ? null : pick(QUANTITIES));
          }
        }
        resources.put(bound, sizes.isEmpty() && chance(50) ? null : sizes);
      }
    }
    return resources.isEmpty() && chance(50) ? null : resources;
  }

  private String text() {
    return pick(TEXTS);
  }

  private void mapping(Map<String, Object> map, int column, boolean inline) {
    boolean first = inline;
    int step = 1 + random.nextInt(4);
    boolean afterBlock = false;
    for (Map.Entry<String, Object> entry : map.entrySet()) {
      if (!first) {
        if (!afterBlock) {
          noise();
        }
        out.append(" ".repeat(column));
      }
      first = false;
      out.append(chance(5) ? '"' + entry.getKey() + '"' : entry.getKey()).append(':');
      afterBlock = value(entry.getValue(), column, step);
    }
  }

  /** Whether it ended with a block scalar, which comments after it might belong to. */
  @SuppressWarnings("unchecked")
  private boolean value(Object value, int column, int step) {
    if (value == null) {
      out.append(chance(30) ? " null" : "");
      end();
    } else if (value instanceof String text) {
      if (text.equals("|\n")) {
        blockScalar(column + step);
        return true;
      }
      out.append(" ".repeat(1 + random.nextInt(2)));
      if (!scalars.isEmpty() && chance(3) && QUANTITIES.contains(text)) {
        out.append('*').append(pick(scalars));
      } else {
        String anchor = anchor();
        out.append(anchor).append(scalar(text, false));
        remember(QUANTITIES.contains(text) ? anchor : "", scalars);
      }
      end();
    } else if (isEmpty(value) || chance(12)) {
      out.append(' ');
      if (!names.isEmpty() && value instanceof Map && chance(30)) {
        out.append('*').append(pick(names));
      } else {
        flow(value);
      }
      end();
    } else if (value instanceof Map) {
      String anchor = anchor();
      out.append(anchor.isEmpty() ? "" : " " + anchor.strip());
      end();
      if (chance(5) && !names.isEmpty()) {
        out.append(" ".repeat(column + step)).append("<<: *").append(pick(names));
        end();
      }
      mapping((Map<String, Object>) value, column + step, false);
      remember(anchor, names);
    } else {
      end();
      list((List<Object>) value, chance(50) ? column : column + step);
    }
    return endsWithBlockScalar(value);
  }

  private static boolean endsWithBlockScalar(Object value) {
    Object last = value;
    while (last instanceof Map<?, ?> || last instanceof List<?>) {
      List<?> values =
          last instanceof Map<?, ?> map
              ? List.copyOf(
                  new ArrayList<>(map.values()).stream().map(v -> v == null ? "" : v).toList())
              : (List<?>) last;
      if (values.isEmpty()) {
        return false;
      }
      last = values.get(values.size() - 1);
    }
    return "|\n".equals(last);
  }

  private static boolean isEmpty(Object value) {
    return value instanceof Map<?, ?> map ? map.isEmpty() : ((List<?>) value).isEmpty();
  }

  @SuppressWarnings("unchecked")
  private void list(List<Object> items, int column) {
    for (Object item : items) {
      int gap = 1 + random.nextInt(3);
      out.append(" ".repeat(column)).append('-').append(" ".repeat(gap));
      if (item instanceof Map<?, ?> map && !chance(10)) {
        mapping((Map<String, Object>) map, column + 1 + gap, true);
      } else if (item instanceof String text) {
        out.append(scalar(text, false));
        end();
      } else {
        flow(item);
        end();
      }
    }
  }

  private void flow(Object value) {
    String space = chance(30) ? " " : "";
    if (value instanceof Map<?, ?> map) {
      out.append('{').append(map.isEmpty() ? "" : space);
      String separator = "";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(separator).append(entry.getKey()).append(": ");
        flow(entry.getValue());
        separator = chance(20) ? " , " : ", ";
      }
      out.append(map.isEmpty() ? "" : space).append('}');
    } else if (value instanceof List<?> list) {
      out.append('[');
      String separator = "";
      for (Object item : list) {
        out.append(separator);
        flow(item);
        separator = ",  ";
      }
      out.append(']');
    } else {
      out.append(value == null ? "" : scalar(value.equals("|\n") ? "z" : (String) value, true));
    }
  }

  private String scalar(String text, boolean flow) {
    boolean quote = !text.matches("[a-zA-Z0-9.]+") || text.equals("null");
    int style = random.nextInt(quote ? 2 : 4);
    return switch (style) {
      case 0 -> "'" + text + "'";
      case 1 -> '"' + text + '"';
      default -> text;
    };
  }

  private void blockScalar(int column) {
    out.append(pick(List.of(" |", " |-", " >", " |+", " >-")));
    end();
    for (int i = random.nextInt(3); i >= 0; i--) {
      out.append(" ".repeat(column)).append(pick(List.of("cpu: 1", "# text", "- x 😀", "a")));
      out.append(crlf ? "\r\n" : "\n");
    }
    if (chance(30)) {
      out.append(crlf ? "\r\n" : "\n");
    }
  }

  private String anchor() {
    if (!chance(6)) {
      return "";
    }
    String name = "a" + anchors++;
    return '&' + name + ' ';
  }

  private static void remember(String anchor, List<String> names) {
    if (!anchor.isEmpty()) {
      names.add(anchor.strip().substring(1));
    }
  }

  private void noise() {
    if (comments && chance(15)) {
      out.append(" ".repeat(random.nextInt(12))).append("# cpu: 1 — a comment");
      out.append(crlf ? "\r\n" : "\n");
    }
    if (chance(5)) {
      out.append(crlf ? "\r\n" : "\n");
    }
  }

  private void end() {
    out.append(comments && chance(15) ? "  # why: 'so'" : chance(5) ? "  " : "");
    out.append(crlf && !chance(5) ? "\r\n" : "\n");
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static Map<String, Object> map(Object... entries) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], entries[i + 1]);
    }
    return map;
  }
}
