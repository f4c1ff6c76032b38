// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice.messaging;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rightsizing.notice.Notice;
import java.util.Optional;

/** A message's JSON. What is not known is left out, never null or empty. */
final class NoticeJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  String json(Notice notice) {
    ObjectNode data = JSON.objectNode();
    notice.details().policy().ifPresent(policy -> data.set("policy", name(policy)));
    if (isQuota(notice.regarding())) {
      data.set("quota", quota(notice.regarding()));
    } else if (!notice.details().policy().equals(Optional.of(notice.regarding()))) {
      data.set("workload", object(notice.regarding()));
      notice.related().ifPresent(related -> data.set("recommendation", name(related)));
    }
    data.put("reason", notice.reason().text());
    data.put("warning", notice.warning());
    data.put("note", notice.note());
    ArrayNode changes = data.putArray("changes");
    notice.details().changes().forEach(change -> changes.add(change(change)));
    return data.toString();
  }

  static boolean isQuota(Notice.Subject subject) {
    return subject.kind().equals("ResourceQuota");
  }

  private static ObjectNode quota(Notice.Subject quota) {
    ObjectNode object = name(quota);
    quota.fieldPath().ifPresent(path -> object.put("fieldPath", path));
    return object;
  }

  private static ObjectNode name(Notice.Subject subject) {
    return JSON.objectNode().put("namespace", subject.namespace()).put("name", subject.name());
  }

  private static ObjectNode object(Notice.Subject subject) {
    ObjectNode object =
        JSON.objectNode().put("apiVersion", subject.apiVersion()).put("kind", subject.kind());
    object.setAll(name(subject));
    if (!subject.uid().isEmpty()) {
      object.put("uid", subject.uid());
    }
    return object;
  }

  private static ObjectNode change(Notice.Change change) {
    ObjectNode figures = JSON.objectNode().put("signal", change.signal().text());
    if (!change.container().isEmpty()) {
      figures.put("container", change.container());
    }
    if (!change.name().isEmpty()) {
      figures.put("name", change.name());
    }
    figures
        .put("from", change.from().text())
        .put("to", change.to().text())
        .put("since", change.since().toString())
        .put("sentence", change.sentence());
    change
        .advised()
        .ifPresent(
            advised -> {
              ObjectNode size = figures.putObject("advised");
              advised.request().ifPresent(request -> size.put("request", request));
              advised.limit().ifPresent(limit -> size.put("limit", limit));
            });
    return figures;
  }
}
