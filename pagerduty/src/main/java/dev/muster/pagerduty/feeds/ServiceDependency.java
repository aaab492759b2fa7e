package dev.muster.pagerduty.feeds;

import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.kit.answer.Allowed;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.answer.Words;
import dev.muster.kit.client.Ask;
import dev.muster.kit.listing.Listing;
import dev.muster.kit.listing.Paging;
import dev.muster.pagerduty.api.Lists;
import dev.muster.pagerduty.api.Reference;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// That one service rests on another: each end is a service or a business service.
///
/// @param supporting what the other rests on
/// @param dependent  what rests on it
/// @param named      what the record tells of both ends
record ServiceDependency(Key supporting, Key dependent, List<Row> named) {
    /// The relation of a service to what rests on it.
    static final String SUPPORTS = "supports";

    private static final String SUPPORTING = "supporting_service";
    private static final String DEPENDENT = "dependent_service";

    /// PagerDuty's name of the type of services where it tells them from business services. No page lists the types
    /// that may stand here, so any other is kept as it comes.
    private static final String TECHNICAL = "technical_service";

    private static final Allowed KEPT =
            Reference.kept(List.of(SUPPORTING + ".type", DEPENDENT + ".type"), List.of(SUPPORTING, DEPENDENT));

    ServiceDependency {
        named = List.copyOf(named);
    }

    /// `/service_dependencies/business_services/{id}`: those at which one business service is either end. They come in
    /// one answer; none is told of that lies further away.
    static Listing of(String businessService) {
        return Lists.of(
                "/service_dependencies/business_services/" + Ask.segment(businessService),
                "relationships",
                ServiceDependency::id,
                KEPT,
                "dependencies of business service " + Words.brief(businessService, 40),
                Paging.NONE,
                Set.of());
    }

    /// Empty when one of the ends is not told.
    static Optional<ServiceDependency> in(Fields record) {
        return end(SUPPORTING, record)
                .flatMap(supporting -> end(DEPENDENT, record)
                        .map(dependent ->
                                new ServiceDependency(supporting, dependent, named(record, supporting, dependent))));
    }

    private static Optional<String> id(Fields record) {
        return in(record).map(ServiceDependency::id);
    }

    /// Of its ends alone: ids are unique among things of one type only.
    String id() {
        return "%s %s for %s %s".formatted(supporting.type(), supporting.id(), dependent.type(), dependent.id());
    }

    List<Row> rows() {
        return Stream.concat(Stream.of(new Row.Link(supporting, SUPPORTS, dependent)), named.stream())
                .toList();
    }

    private static List<Row> named(Fields record, Key supporting, Key dependent) {
        return Stream.concat(
                        Reference.mentionedAt(SUPPORTING, supporting.type(), record),
                        Reference.mentionedAt(DEPENDENT, dependent.type(), record))
                .toList();
    }

    private static Optional<Key> end(String path, Fields record) {
        return Reference.at(path, record)
                .map(key -> key.type().equals(TECHNICAL) ? new Key(ServicesFeed.TYPE, key.id()) : key);
    }
}
