package dev.muster.reader;

import dev.muster.connector.Configuration;
import dev.muster.connector.Connector;
import dev.muster.connector.Disagreement;
import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.Key;
import dev.muster.connector.Memory;
import dev.muster.connector.Row;
import dev.muster.host.FeedTally;
import dev.muster.host.Reading;
import dev.muster.host.RowSink;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What Muster hands on of an account, in the words of the other reader. As any host does, it believes a feed only when
/// that was read to its end or to that of all its other parts.
final class HandedOn implements RowSink {
    /// Attributes the other reader tells, of resources.
    private static final Set<String> TOLD = Set.of(
            "description", "private", "default_role", "role_group", "seats_used", "seats_available", "kind", "status");

    private final Facts facts = new Facts();

    private HandedOn() {}

    /// What Muster makes of an account.
    static Facts of(Connector connector, Configuration configuration) throws InterruptedException {
        HandedOn handedOn = new HandedOn();
        Reading reading = new Reading(connector.describe(), Memory.NONE, handedOn, InstantSource.system());
        reading.read(connector, configuration);
        reading.certificates().forEach(feed -> feed.disagreements().first().forEach(each -> add(each, handedOn.facts)));
        return handedOn.facts;
    }

    @Override
    public FeedRows open(Feed feed, FeedTally tally) {
        return new OneFeed();
    }

    private final class OneFeed implements FeedRows {
        private final Facts found = new Facts();

        @Override
        public void record(String recordId, List<Row> rows) {
            rows.forEach(row -> add(row, found));
        }

        @Override
        public void close(FeedOutcome outcome, Set<Key> kept, Set<Key> unread) {
            if (outcome instanceof FeedOutcome.Complete || outcome instanceof FeedOutcome.Partial) {
                facts.add(found);
                unread.forEach(part -> facts.unread(part.type(), part.id()));
            }
        }
    }

    private static void add(Row row, Facts found) {
        switch (row) {
            case Row.Account account ->
                found.account(
                        account.key().id(),
                        account.name(),
                        account.email(),
                        account.state() == Row.AccountState.INVITED,
                        account.attributes());
            case Row.Resource resource when resource.key().type().equals("account") -> {}
            case Row.Resource resource ->
                found.resource(
                        resource.key().type(), resource.key().id(), resource.name(), told(resource.attributes()));
            case Row.Grant grant ->
                found.grant(
                        grant.account().id(),
                        grant.resource().type(),
                        grant.resource().id(),
                        grant.value(),
                        grant.through(),
                        grant.attributes());
            case Row.Link link -> found.link(line(link.from()), link.relation(), line(link.to()), link.attributes());
            case Row.Mentioned named ->
                found.named(
                        named.key().type(),
                        named.key().id(),
                        named.name(),
                        Optional.ofNullable(named.deletedAt())
                                .map(Instant::toString)
                                .orElse(null));
            case Row.Change change -> {}
        }
    }

    private static Map<String, String> told(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .filter(each -> TOLD.contains(each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void add(Disagreement disagreement, Facts found) {
        String about = disagreement.about().stream().map(HandedOn::line).collect(Collectors.joining(" and "));
        String one = disagreement.one().says();
        String other = disagreement.other().says();
        boolean seats = about.startsWith("licence ");
        found.disagreement(about, seats ? number(one) + " used" : one, seats ? number(other) + " held" : other);
    }

    private static String number(String text) {
        return text.replaceAll("\\D", "");
    }

    private static String line(Key key) {
        return key.type() + " " + key.id();
    }
}
