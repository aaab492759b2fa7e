package dev.muster.simulator.endpoints;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Query;
import dev.muster.simulator.http.Refusal;
import dev.muster.simulator.objects.SimulatedChange;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// What a request for audit records asks for.
sealed interface AuditQuery {

    Duration LONGEST = Duration.ofDays(31);
    Map<String, String> ROOTS = Map.of(
            "users", "user_reference",
            "teams", "team_reference",
            "schedules", "schedule_reference",
            "escalation_policies", "escalation_policy_reference",
            "services", "service_reference",
            "ip_allow_lists", "ip_allow_list_reference");
    List<String> ACTIONS = List.of("create", "update", "delete");

    /// Nothing that can be answered.
    record Wrong(Answer refusal) implements AuditQuery {}

    /// A window of time, and filters of which each lets everything through when it is empty.
    record Wanted(Instant since, Instant until, Query filters) implements AuditQuery {

        boolean includes(SimulatedChange change) {
            var by = change.by();
            return passes("root_resource_types[]", root -> change.on().type().equals(ROOTS.get(root)))
                    && passes("actions[]", change.action()::equals)
                    && passes("method_type", by.method()::equals)
                    && passes("method_truncated_token", token -> token.equals(by.truncatedToken()))
                    && passes("actor_type", type -> isBy(change, "", type))
                    && passes(
                            "actor_id",
                            id -> isBy(change, id, filters.one("actor_type").orElse("")));
        }

        private boolean passes(String filter, Predicate<String> fits) {
            List<String> values = filters.all(filter);
            return values.isEmpty() || values.stream().anyMatch(fits);
        }

        private static boolean isBy(SimulatedChange change, String id, String type) {
            var who = change.by().who();
            return who != null
                    && who.stream()
                            .anyMatch(actor -> actor.type().equals(type)
                                    && (id.isEmpty() || actor.id().equals(id)));
        }
    }

    static AuditQuery of(Query query, Instant now) {
        Optional<Instant> until = instant(query, "until", now);
        Optional<Instant> since = instant(query, "since", now.minus(Duration.ofHours(24)));
        if (since.isEmpty() || until.isEmpty()) {
            return new Wrong(Refusal.error(400, "since and until must be ISO 8601 times", 2004));
        }
        if (Duration.between(since.get(), until.get()).compareTo(LONGEST) > 0) {
            return new Wrong(Refusal.error(400, "until may be 31 days after since at most", 2005));
        }
        if (since.get().isAfter(until.get())) {
            return new Wrong(Refusal.error(400, "until must not be before since", 2005));
        }
        return fault(query)
                .<AuditQuery>map(detail -> new Wrong(Refusal.invalidInput(detail)))
                .orElseGet(() -> new Wanted(since.get(), until.get(), query));
    }

    private static Optional<String> fault(Query query) {
        if (!ROOTS.keySet().containsAll(query.all("root_resource_types[]"))) {
            return Optional.of("root_resource_types has a type that is not audited");
        }
        if (!ACTIONS.containsAll(query.all("actions[]"))) {
            return Optional.of("actions may be create, update and delete");
        }
        if (query.one("actor_id").isPresent() && query.one("actor_type").isEmpty()) {
            return Optional.of("actor_id needs actor_type");
        }
        if (query.one("method_truncated_token").isPresent()
                && query.one("method_type").isEmpty()) {
            return Optional.of("method_truncated_token needs method_type");
        }
        return Optional.empty();
    }

    private static Optional<Instant> instant(Query query, String name, Instant otherwise) {
        try {
            return Optional.of(query.one(name)
                    .map(text -> OffsetDateTime.parse(text).toInstant())
                    .orElse(otherwise));
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }
}
