// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** Nodes with positions from the parser's events. Nothing is expanded: an alias is a node. */
final class EventTree {
  /** Deeper than any manifest; the schemas of custom resources reach about 60. */
  private static final int DEEPEST = 200;

  /** More than a file of the greatest size has when people or generators of manifests write it. */
  private static final int MOST_NODES = 1_000_000;

  private final byte[] utf8;
  private final ByteOffsets offsets;
  private final Iterator<Event> events;
  private final Lines lines;
  private Map<String, Anchored> anchors = new HashMap<>();
  private Map<YamlAlias, Anchored> aliases = new HashMap<>();
  private int nodes;

  /** A node that may not be complete yet: an alias may stand within what it names. */
  private static final class Anchored {
    private YamlNode node;
  }

  EventTree(byte[] utf8, String text, Lines lines) {
    this.utf8 = utf8;
    this.offsets = new ByteOffsets(utf8);
    this.lines = lines;
    // The parser's reader fails where its buffer ends within a surrogate pair, so it gets one that
    // holds the whole text.
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(Integer.MAX_VALUE)
            .setBufferSize(text.length() + 1)
            .build();
    this.events = new Parse(settings).parseString(text).iterator();
  }

  /**
   * All documents.
   *
   * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException where it is not YAML
   */
  List<YamlDocument> documents() throws YamlTextException {
    List<YamlDocument> documents = new ArrayList<>();
    while (events.hasNext()) {
      if (events.next().getEventId() == Event.ID.DocumentStart) {
        anchors = new HashMap<>();
        aliases = new HashMap<>();
        YamlNode root = node(events.next(), 0);
        Map<YamlAlias, YamlNode> targets = new HashMap<>();
        aliases.forEach((alias, anchored) -> targets.put(alias, anchored.node));
        documents.add(new YamlDocument(root, targets));
      }
    }
    return documents;
  }

  private YamlNode node(Event event, int depth) throws YamlTextException {
    int start = start(event);
    if (depth > DEEPEST || ++nodes > MOST_NODES) {
      throw new YamlTextException(
          lines.number(start),
          "line "
              + lines.number(start)
              + (depth > DEEPEST
                  ? " is nested deeper than " + DEEPEST + " levels; flatten it"
                  : " is after more values than an edit reads; split the file"));
    }
    if (event instanceof AliasEvent e) {
      YamlAlias alias = new YamlAlias(e.getAlias().getValue(), start, end(event));
      Anchored anchored = anchors.get(alias.name());
      if (anchored != null) {
        aliases.put(alias, anchored);
      }
      return alias;
    }
    Optional<String> anchor = ((NodeEvent) event).getAnchor().map(Anchor::getValue);
    Optional<Anchored> anchored = anchor.map(name -> new Anchored());
    anchored.ifPresent(a -> anchors.put(anchor.get(), a));
    YamlNode node =
        event instanceof ScalarEvent e
            ? scalar(e, anchor)
            : collection((CollectionStartEvent) event, anchor, depth);
    anchored.ifPresent(a -> a.node = node);
    return node;
  }

  private YamlScalar scalar(ScalarEvent event, Optional<String> anchor) {
    int start = start(event);
    int end = end(event);
    return new YamlScalar(
        style(event.getScalarStyle()),
        event.getValue(),
        start,
        Math.min(end, content(start, anchor.isPresent() || event.getTag().isPresent())),
        end,
        anchor,
        event.getTag());
  }

  private static YamlScalar.Style style(ScalarStyle style) {
    return switch (style) {
      case SINGLE_QUOTED -> YamlScalar.Style.SINGLE_QUOTED;
      case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> YamlScalar.Style.DOUBLE_QUOTED;
      case LITERAL -> YamlScalar.Style.LITERAL;
      case FOLDED -> YamlScalar.Style.FOLDED;
      default -> YamlScalar.Style.PLAIN;
    };
  }

  private YamlNode collection(CollectionStartEvent event, Optional<String> anchor, int depth)
      throws YamlTextException {
    boolean mapping = event instanceof MappingStartEvent;
    List<YamlMapping.Entry> entries = new ArrayList<>();
    List<YamlNode> items = new ArrayList<>();
    int start = start(event);
    int end = end(event);
    Event next = events.next();
    while (next.getEventId() != (mapping ? Event.ID.MappingEnd : Event.ID.SequenceEnd)) {
      YamlNode item = node(next, depth + 1);
      if (mapping) {
        YamlNode value = node(events.next(), depth + 1);
        entries.add(new YamlMapping.Entry(item, value));
        item = value;
      } else {
        items.add(item);
      }
      end = Math.max(end, item.end());
      next = events.next();
    }
    if (event.isFlow()) {
      end = end(next);
    }
    int content = content(start, anchor.isPresent() || event.getTag().isPresent());
    return mapping
        ? new YamlMapping(entries, event.isFlow(), start, content, end, anchor, event.getTag())
        : new YamlSequence(items, event.isFlow(), start, content, end, anchor, event.getTag());
  }

  /** After anchor and tag, in either order, and the space or comments after them. */
  private int content(int start, boolean properties) {
    int at = start;
    while (properties && at < utf8.length && (utf8[at] == '&' || utf8[at] == '!')) {
      while (at < utf8.length && utf8[at] > ' ' || at < utf8.length && utf8[at] < 0) {
        at++;
      }
      at = afterSpace(at);
    }
    return at;
  }

  private int afterSpace(int from) {
    int at = from;
    while (at < utf8.length && (utf8[at] >= 0 && utf8[at] <= ' ' || utf8[at] == '#')) {
      if (utf8[at] == '#') {
        at = lines.end(at);
      } else {
        at++;
      }
    }
    return at;
  }

  private int start(Event event) {
    return offsets.of(event.getStartMark().orElseThrow().getIndex());
  }

  private int end(Event event) {
    return offsets.of(event.getEndMark().orElseThrow().getIndex());
  }
}
