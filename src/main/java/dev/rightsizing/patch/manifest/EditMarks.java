// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.proposal.Bound;
import dev.rightsizing.patch.manifest.EditMark.Place;
import dev.rightsizing.patch.yaml.Comment;
import dev.rightsizing.patch.yaml.YamlDocument;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlMapping.Entry;
import dev.rightsizing.patch.yaml.YamlNode;
import dev.rightsizing.patch.yaml.YamlScalar;
import dev.rightsizing.patch.yaml.YamlSequence;
import dev.rightsizing.patch.yaml.YamlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the edit marks of a file. */
public final class EditMarks {
  /** What every mark holds; a file without it has none. */
  public static final String KEY = "$rightsizing";

  private static final Pattern MARK =
      Pattern.compile("\\{\\s*\"\\$rightsizing\"\\s*:\\s*\"([^\"]*)\"\\s*}");
  private static final Pattern PLACE =
      Pattern.compile("([a-z0-9-]+)/([A-Za-z]+)/([a-z0-9.-]+)(?::([a-z0-9-]+)(?::(cpu|memory))?)?");

  private final YamlText file;
  private final Map<Integer, Key> keys = new HashMap<>();

  /** A key with the mappings around it, the inner one first. */
  private record Key(Entry entry, YamlMapping in, Optional<Key> around) {}

  private EditMarks(YamlText file) {
    this.file = file;
  }

  /** The marks of a file, and those that cannot be read. */
  public record Found(List<EditMark> marks, List<Malformed> malformed) {
    public Found {
      marks = List.copyOf(marks);
      malformed = List.copyOf(malformed);
    }
  }

  /** A mark that says nothing, with what is wrong and what to do. */
  public record Malformed(int line, String message) {}

  /** All edit marks of a file. */
  public static Found find(YamlText file) {
    return new EditMarks(file).find();
  }

  private Found find() {
    List<Comment> comments = file.comments().stream().filter(c -> c.text().contains(KEY)).toList();
    List<EditMark> marks = new ArrayList<>();
    List<Malformed> malformed = new ArrayList<>();
    if (!comments.isEmpty()) {
      file.documents().stream()
          .map(YamlDocument::root)
          .forEach(root -> index(root, Optional.empty()));
    }
    for (Comment comment : comments) {
      int line = file.line(comment.start());
      String problem = read(comment, line, marks);
      if (!problem.isEmpty()) {
        malformed.add(new Malformed(line, "the edit mark on line " + line + " " + problem));
      }
    }
    return new Found(marks, malformed);
  }

  /** The first key of each line: what a comment at the line's end is about. */
  private void index(YamlNode node, Optional<Key> around) {
    if (node instanceof YamlMapping mapping) {
      for (Entry entry : mapping.entries()) {
        Key key = new Key(entry, mapping, around);
        keys.putIfAbsent(file.line(entry.key().content()), key);
        index(entry.value(), Optional.of(key));
      }
    } else if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(item -> index(item, Optional.empty()));
    }
  }

  /** Adds the mark; what is wrong with it, or nothing. */
  private String read(Comment comment, int line, List<EditMark> marks) {
    Matcher mark = MARK.matcher(comment.text());
    Matcher place = mark.find() ? PLACE.matcher(mark.group(1)) : null;
    if (place == null || !place.matches()) {
      return "is not of the form # {\"$rightsizing\": \"namespace/kind/name:container\"}";
    }
    Optional<WorkloadKind> kind =
        Stream.of(WorkloadKind.values())
            .filter(k -> k.kind().equalsIgnoreCase(place.group(2)))
            .findFirst();
    if (kind.isEmpty()) {
      return "names the kind " + place.group(2) + ", which is not sized; correct it";
    }
    Key key = keys.get(line);
    if (key == null || key.entry().key().start() > comment.start()) {
      return "stands at no key; move it behind resources:, requests:, limits: or a quantity";
    }
    Optional<Resource> resource =
        Stream.of(Resource.values()).filter(r -> r.key().equals(place.group(5))).findFirst();
    Optional<Marked> marked = marked(key, line);
    if (marked.isEmpty()) {
      return "stands neither at resources, requests or limits nor at a quantity of them; move it";
    }
    if (resource.isPresent()
        && marked.get().resource().isPresent()
        && !resource.equals(marked.get().resource())) {
      return "says " + place.group(5) + ", but stands at another resource; correct it";
    }
    marks.add(
        new EditMark(
            place.group(1),
            kind.get(),
            place.group(3),
            Optional.ofNullable(place.group(4)).orElse(""),
            marked.get().bound(),
            resource.or(marked.get()::resource),
            marked.get().place()));
    return "";
  }

  private record Marked(Optional<Bound> bound, Optional<Resource> resource, Place place) {}

  private Optional<Marked> marked(Key key, int line) {
    Optional<Bound> bound = bound(key);
    if (bound.isPresent()) {
      return Optional.of(new Marked(bound, Optional.empty(), new Place(key.in(), List.of(), line)));
    }
    Optional<Resource> resource =
        Stream.of(Resource.values()).filter(r -> key.entry().is(r.key())).findFirst();
    Optional<Bound> around = key.around().flatMap(EditMarks::bound);
    if (resource.isPresent() && around.isPresent()) {
      YamlMapping holder = key.around().get().in();
      return Optional.of(new Marked(around, resource, new Place(holder, List.of(), line)));
    }
    boolean holds =
        key.entry().value() instanceof YamlMapping
            || key.entry().value() instanceof YamlScalar scalar && scalar.isNull();
    return holds && key.entry().key() instanceof YamlScalar name
        ? Optional.of(
            new Marked(
                Optional.empty(),
                Optional.empty(),
                new Place(key.in(), List.of(name.value()), line)))
        : Optional.empty();
  }

  private static Optional<Bound> bound(Key key) {
    return Stream.of(Bound.values()).filter(b -> key.entry().is(b.key())).findFirst();
  }
}
