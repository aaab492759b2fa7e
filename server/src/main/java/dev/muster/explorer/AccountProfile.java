package dev.muster.explorer;

import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.connector.ResourceType;
import dev.muster.connector.ResourceType.Part;
import dev.muster.explorer.AccountPage.Duty;
import dev.muster.explorer.AccountPage.Fact;
import dev.muster.explorer.AccountPage.InGroup;
import dev.muster.explorer.AccountPage.Known;
import dev.muster.explorer.AccountPage.Who;
import dev.muster.integration.Integration;
import dev.muster.ledger.Level;
import dev.muster.ledger.Stub;
import dev.muster.rights.AccountFinder;
import dev.muster.rights.Held;
import dev.muster.rights.Rulebook;
import dev.muster.rights.Unread.Gap;
import dev.muster.setup.Addresses;
import dev.muster.setup.IntegrationHeads;
import dev.muster.web.Initials;
import dev.muster.web.Moment;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an account is and holds, for its page.
record AccountProfile(
        AccountFinder.Found account,
        List<Held> held,
        Description application,
        IntegrationHeads heads,
        Integration integration,
        Addresses at,
        @Nullable Rulebook book) {
    /// Of what the account signs in by: when it did last.
    private static final String SIGNED_IN = "newest";

    Who who() {
        return new Who(
                account.key().id(),
                account.name(),
                Initials.of(account.name()),
                Objects.requireNonNullElse(account.email(), ""),
                account.more().getOrDefault("job_title", ""),
                account.kind().equals("service"),
                AccountsPage.State.valueOf(account.state().toUpperCase(Locale.ROOT)),
                heads.momentOrNone(integration, Stub.deleted(account.more().get("deleted"))),
                application
                        .strongestFirst(
                                application.whole(),
                                on(Part.WHOLE).map(Held::value).toList())
                        .stream()
                        .map(value -> Level.of(application, application.whole(), value))
                        .toList(),
                withoutRole());
    }

    /// Nothing where there is no such role.
    private String withoutRole() {
        if (application.whole().isEmpty()) {
            return "";
        }
        return isRoleRead() ? "None" : "Not read";
    }

    /// Without rules nobody knows which feed tells it.
    private boolean isRoleRead() {
        return book != null
                && !account.state().equals("absent")
                && book.rules().sources().levels().stream()
                        .noneMatch(book.unread().feeds()::containsKey);
    }

    /// Seats, sign-in and time, as far as anybody knows.
    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        on(Part.SEAT)
                .forEach(seat -> facts.add(new Fact(
                        TypeWords.noun(application, seat.resource().type()),
                        seat.name(),
                        true,
                        time(seat.more().get("since")).orElse(null))));
        held.stream()
                .filter(one -> one.more().containsKey(SIGNED_IN))
                .max(Comparator.comparing(client ->
                        time(client.more().get(SIGNED_IN)).map(Moment::at).orElse(Instant.MIN)))
                .ifPresent(client -> facts.add(new Fact(
                        "Latest sign-in seen",
                        title(client),
                        false,
                        time(client.more().get(SIGNED_IN)).orElse(null))));
        Optional.ofNullable(account.more().get("time_zone"))
                .ifPresent(zone -> facts.add(new Fact("Time zone", zone, false, null)));
        facts.add(new Fact("First seen", "", false, heads.moment(integration, account.since())));
        return facts;
    }

    List<InGroup> groups() {
        return on(Part.GROUP).map(this::inGroup).toList();
    }

    /// A value in brackets is one that the connector made up where the application told none.
    private InGroup inGroup(Held one) {
        Optional<Gap> gap = Optional.ofNullable(book).flatMap(rules -> rules.unreadMembers(one.resource()));
        Known known = gap.isPresent() ? Known.LAST_KNOWN : one.value().startsWith("(") ? Known.NOT_TOLD : Known.READ;
        return new InGroup(
                one.name(),
                at.resource(one.resource()).toString(),
                title(one),
                known,
                heads.momentOrNone(integration, gap.map(Gap::since).orElse(null)));
    }

    /// On call first, then as the connector orders its types.
    List<Duty> duties() {
        List<String> order =
                application.resourceTypes().stream().map(ResourceType::type).toList();
        return on(Part.DUTY)
                .sorted(Comparator.comparing((Held one) -> !isNow(one))
                        .thenComparing(one -> order.indexOf(one.resource().type())))
                .map(this::duty)
                .toList();
    }

    /// Leads to the way from the account to what the duty is about.
    private Duty duty(Held one) {
        boolean now = isNow(one);
        String level = Optional.ofNullable(one.more().get("level"))
                .map("level %s"::formatted)
                .orElse(now ? "" : one.through());
        String turns = Objects.requireNonNullElseGet(one.turns(), () -> turnsOf(one));
        String detail = Stream.of(level, turns)
                .filter(text -> !text.isEmpty())
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        Moment until = now ? time(one.more().get("end")).orElse(null) : null;
        Key resource = one.resource();
        String way = at.resource(resource)
                .with("view", "answers")
                .with("person", account.key().id())
                .toString();
        return new Duty(one.name(), way, title(one), detail, now, until);
    }

    /// What comes and goes by itself is held while it lasts.
    private boolean isNow(Held one) {
        return application.restless().contains(one.feed());
    }

    /// What it is held through, by its id: an attribute that is called as its type is.
    private String turnsOf(Held one) {
        return application.types(Part.DUTY).stream()
                .flatMap(type -> Stream.ofNullable(one.more().get(type)))
                .findFirst()
                .orElse("");
    }

    private Stream<Held> on(Part part) {
        return held.stream().filter(one -> application.is(one.resource().type(), part));
    }

    private String title(Held one) {
        return application.title(one.resource().type(), one.value());
    }

    /// A time as the application spelled it; empty when that is no time.
    private Optional<Moment> time(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    heads.moment(integration, OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }
}
