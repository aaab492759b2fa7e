package dev.muster.settings;

import dev.muster.audit.ActionGroup;
import dev.muster.audit.AuditFilter;
import dev.muster.audit.Outcome;
import dev.muster.problem.Faults;
import dev.muster.web.Address;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which entries of the audit record somebody asks for, as an address has it. What is not asked for is empty.
///
/// @param text        parameter `q`: part of the actor, the action, the subject or the details
/// @param who         part of the actor's name
/// @param what        id of an [ActionGroup]
/// @param outcome     id of an [Outcome]
/// @param address     a network address, exactly
/// @param from        first day, in UTC
/// @param to          last day, in UTC
/// @param integration id of an integration, which may have been deleted
public record AuditQuestion(
        String text,
        String who,
        String what,
        String outcome,
        String address,
        String from,
        String to,
        String integration) {
    private static final List<String> NAMES =
            List.of("q", "who", "what", "outcome", "address", "from", "to", "integration");
    private static final int LONGEST = 200;
    private static final int LAST_YEAR = 9998;

    /// @param further parameters that are known besides
    /// @throws dev.muster.problem.InvalidInput about each parameter that is unknown, sent twice or cannot be
    static AuditQuestion parse(Map<String, List<String>> asked, String... further) {
        var faults = new Faults();
        asked.forEach((name, sent) -> check(name, sent, List.of(further), faults));
        var question = new AuditQuestion(
                first(asked, "q"),
                first(asked, "who"),
                first(asked, "what"),
                first(asked, "outcome"),
                first(asked, "address"),
                first(asked, "from"),
                first(asked, "to"),
                first(asked, "integration"));
        question.check(faults);
        faults.throwIfAny();
        return question;
    }

    /// What is sent of a parameter; empty without one.
    static String first(Map<String, List<String>> asked, String name) {
        List<String> sent = asked.getOrDefault(name, List.of());
        return sent.isEmpty() || sent.getFirst() == null ? "" : sent.getFirst().strip();
    }

    AuditFilter filter() {
        return new AuditFilter(
                integration,
                text,
                who,
                ActionGroup.of(what).orElse(null),
                Outcome.of(outcome).orElse(null),
                address,
                from.isEmpty() ? null : begin(LocalDate.parse(from)),
                to.isEmpty() ? null : begin(LocalDate.parse(to).plusDays(1)));
    }

    /// The address of the list with everything that is asked.
    public Address on(Address list) {
        return list.with("q", text)
                .with("who", who)
                .with("what", what)
                .with("outcome", outcome)
                .with("address", address)
                .with("from", from)
                .with("to", to)
                .with("integration", integration);
    }

    /// The same question without what one parameter says.
    public AuditQuestion without(String name) {
        return new AuditQuestion(
                name.equals("q") ? "" : text,
                name.equals("who") ? "" : who,
                name.equals("what") ? "" : what,
                name.equals("outcome") ? "" : outcome,
                name.equals("address") ? "" : address,
                name.equals("from") ? "" : from,
                name.equals("to") ? "" : to,
                name.equals("integration") ? "" : integration);
    }

    private static void check(String name, List<String> sent, List<String> further, Faults faults) {
        if (!NAMES.contains(name) && !further.contains(name)) {
            String shown = name.substring(0, Math.min(40, name.length()));
            faults.add(name, "There is no parameter %s here. Known are %s.".formatted(shown, known(further)));
        } else if (sent.size() > 1) {
            faults.add(name, "Send %s once.".formatted(name));
        } else if (first(Map.of(name, sent), name).length() > LONGEST
                || first(Map.of(name, sent), name).contains("\0")) {
            faults.add(name, "Send at most %d characters as %s, none of them U+0000.".formatted(LONGEST, name));
        }
    }

    private static String known(List<String> further) {
        return String.join(", ", NAMES) + (further.isEmpty() ? "" : ", " + String.join(", ", further));
    }

    private void check(Faults faults) {
        if (!what.isEmpty() && ActionGroup.of(what).isEmpty()) {
            String groups =
                    Arrays.stream(ActionGroup.values()).map(ActionGroup::id).collect(Collectors.joining(", "));
            faults.add("what", "Send as what one of %s.".formatted(groups));
        }
        if (!outcome.isEmpty() && Outcome.of(outcome).isEmpty()) {
            faults.add("outcome", "Send as outcome one of done, refused, failed.");
        }
        LocalDate begin = day("from", from, faults);
        LocalDate end = day("to", to, faults);
        if (begin != null && end != null && end.isBefore(begin)) {
            faults.add("to", "The last day is before the first.");
        }
        if (!integration.isEmpty() && !isId(integration)) {
            faults.add("integration", "Send the id of an integration.");
        }
    }

    private static @Nullable LocalDate day(String name, String text, Faults faults) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 1970 && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // the same answer as for a day too far away
        }
        faults.add(name, "Send a day as %s, from 1970-01-01 to 9998-12-31: 2026-11-23.".formatted(name));
        return null;
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
