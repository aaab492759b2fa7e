package dev.muster.pagerduty.feeds;

import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.kit.answer.Allowed;
import dev.muster.kit.answer.Fields;
import dev.muster.pagerduty.api.Duty;
import dev.muster.pagerduty.api.Reference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a record of `/oncalls` means.
///
/// What it refers to is told by the place of a reference: PagerDuty was seen to mistype its users as schedules.
final class OnCall {
    private static final String POLICY = "escalation_policy.id";
    private static final String LEVEL = "escalation_level";
    private static final String USER = "user.id";
    private static final String SCHEDULE = "schedule.id";
    private static final String START = "start";
    private static final String END = "end";

    static final Allowed KEPT =
            Reference.kept(List.of(LEVEL, START, END), List.of("escalation_policy", "user", "schedule"));

    private OnCall() {}

    /// Policy, level, user, schedule and start together; empty without a policy or a user.
    static Optional<String> id(Fields onCall) {
        if (onCall.text(POLICY).isEmpty() || onCall.text(USER).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Stream.of(POLICY, LEVEL, USER, SCHEDULE, START)
                .map(path -> onCall.text(path).orElse(""))
                .collect(Collectors.joining("/")));
    }

    /// The grant of a record that has an id.
    static List<Row> rows(Fields onCall) {
        Row grant = new Row.Grant(
                key(UsersFeed.TYPE, USER, onCall),
                key(Duty.POLICY, POLICY, onCall),
                Duty.ON_CALL,
                through(onCall),
                attributes(onCall));
        return Stream.of(
                        Stream.of(grant),
                        Reference.mentionedAt("user", UsersFeed.TYPE, onCall),
                        Reference.mentionedAt("escalation_policy", Duty.POLICY, onCall),
                        Reference.mentionedAt("schedule", Duty.SCHEDULE, onCall))
                .flatMap(rows -> rows)
                .toList();
    }

    /// Id of the user of a record that has an id.
    static String user(Fields onCall) {
        return onCall.text(USER).orElseThrow();
    }

    private static Key key(String type, String path, Fields onCall) {
        return new Key(type, onCall.text(path).orElseThrow());
    }

    /// `level 2, schedule PSCHED1, from 2026-11-23T09:00:00Z`; without a schedule or a start, without these.
    private static String through(Fields onCall) {
        return Stream.of(
                        onCall.text(LEVEL).map(level -> "level " + level),
                        onCall.text(SCHEDULE).map(schedule -> "schedule " + schedule),
                        onCall.text(START).map(start -> "from " + start))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static Map<String, String> attributes(Fields onCall) {
        Map<String, String> attributes = new HashMap<>();
        onCall.text(LEVEL).ifPresent(level -> attributes.put("level", level));
        onCall.text(SCHEDULE).ifPresent(schedule -> attributes.put("schedule", schedule));
        onCall.text(START).ifPresent(start -> attributes.put("start", start));
        onCall.text(END).ifPresent(end -> attributes.put("end", end));
        return attributes;
    }
}
