package dev.muster.pagerduty.delta;

import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.kit.answer.Allowed;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.answer.Words;
import dev.muster.pagerduty.api.Attributes;
import dev.muster.pagerduty.api.Reference;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// One record of the audit trail. Addresses people work from are skipped unread.
sealed interface AuditEntry {
    Allowed KEPT = Allowed.of(
            "id",
            "execution_time",
            "execution_context.request_id",
            "actors.id",
            "actors.type",
            "method.type",
            "method.truncated_token",
            "root_resource.id",
            "root_resource.type",
            "action",
            "details.resource.id",
            "details.resource.type",
            "details.fields.name",
            "details.fields.value",
            "details.fields.before_value",
            "details.references.name",
            "details.references.added.id",
            "details.references.removed.id");

    /// Stands for an action or a method that PagerDuty did not tell.
    String UNTOLD = "(none)";

    /// In place of values that are nobody's business: that they changed is enough.
    String CHANGED = "changed";

    /// What the trail files records under. Values of other things, such as phone numbers, are not kept.
    Set<String> AUDITED = Set.of("user", "team", "schedule", "escalation_policy", "service", "ip_allow_list");

    /// It tells what happened.
    record Told(Row.Change change) implements AuditEntry {}

    /// It lacks what nobody can guess.
    ///
    /// @param reason one sentence
    record Unclear(String reason) implements AuditEntry {}

    static AuditEntry of(String id, Fields record) {
        Optional<Instant> at = record.text("execution_time").flatMap(AuditEntry::time);
        Optional<Key> on = Reference.at("root_resource", record);
        if (at.isEmpty()) {
            return new Unclear("PagerDuty sent it without the time at which it happened");
        }
        return on.<AuditEntry>map(root -> new Told(change(id, at.get(), root, record)))
                .orElseGet(() -> new Unclear("PagerDuty sent it without saying what changed"));
    }

    private static Row.Change change(String id, Instant at, Key on, Fields record) {
        Optional<Key> about = Reference.at("details.resource", record).filter(resource -> !resource.equals(on));
        return new Row.Change(
                id,
                at,
                record.text("action").orElse(UNTOLD),
                on,
                about.orElse(null),
                record.list("actors").stream()
                        .flatMap(actor -> Reference.of(actor).stream())
                        .findFirst()
                        .orElse(null),
                record.text("method.type").orElse(UNTOLD),
                attributes(record, about.orElse(on)));
    }

    private static Map<String, String> attributes(Fields record, Key changed) {
        Attributes attributes = new Attributes()
                .with("key_ending", record.text("method.truncated_token"))
                .with("request_id", record.text("execution_context.request_id"));
        record.list("details.fields").forEach(field -> add(field, AUDITED.contains(changed.type()), attributes));
        record.list("details.references").forEach(references -> add(references, attributes));
        return attributes.map();
    }

    private static void add(Fields field, boolean valuesMatter, Attributes attributes) {
        String name = "field." + name(field);
        Optional<String> before = field.text("before_value");
        Optional<String> after = field.text("value");
        if (valuesMatter && !soundsSecret(name) && (before.isPresent() || after.isPresent())) {
            attributes.with(name + ".before", before).with(name + ".after", after);
        } else {
            attributes.with(name, Optional.of(CHANGED));
        }
    }

    private static void add(Fields references, Attributes attributes) {
        attributes
                .with(name(references) + ".added", ids(references.list("added")))
                .with(name(references) + ".removed", ids(references.list("removed")));
    }

    private static List<String> ids(List<Fields> references) {
        return references.stream()
                .flatMap(reference -> reference.text("id").stream())
                .toList();
    }

    private static String name(Fields named) {
        return Words.brief(named.text("name").orElse(UNTOLD), 60);
    }

    private static boolean soundsSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Stream.of("password", "secret", "token", "key", "phone", "address")
                .anyMatch(lower::contains);
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }
}
