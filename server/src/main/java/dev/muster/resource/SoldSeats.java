package dev.muster.resource;

import dev.muster.connector.Description;
import dev.muster.connector.Entitlement;
import dev.muster.connector.Key;
import dev.muster.connector.ResourceType.Part;
import dev.muster.connector.SeatCount;
import dev.muster.explorer.TypeWords;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import dev.muster.resource.HolderList.Wanted;
import dev.muster.resource.ResourcePage.Seats;
import dev.muster.rights.Rulebook;
import dev.muster.rights.Unread;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What an application says of seats that it sells, beside what was listed of who holds them. Runs in the caller's
/// tenant transaction.
@Component
class SoldSeats {
    private static final String COUNTED = """
            select case when r.attributes ->> :used ~ '^[0-9]{1,15}$' then (r.attributes ->> :used)::bigint end as used,
                   case when r.attributes ->> :free ~ '^[0-9]{1,15}$' then (r.attributes ->> :free)::bigint end as free,
                   h.held, h.invited
              from resource r
             cross join lateral (
                   select count(*) as held, count(*) filter (where a.state = 'invited') as invited
                     from access_grant g
                     left join account a
                       on a.tenant_id = :tenant and a.integration_id = :integration
                      and a.type = g.account_type and a.external_id = g.account_id
                      and holds(a.from_revision, a.to_revision, :revision, :newest)
                    where g.tenant_id = :tenant and g.integration_id = :integration
                      and g.resource_type = r.type and g.resource_id = r.external_id
                      and holds(g.from_revision, g.to_revision, :revision, :newest)) h
             where r.tenant_id = :tenant and r.integration_id = :integration
               and r.type = :type and r.external_id = :id
               and holds(r.from_revision, r.to_revision, :revision, :newest)
            """;

    private final HolderList holders;
    private final JdbcClient db;

    SoldSeats(HolderList holders, JdbcClient db) {
        this.holders = holders;
        this.db = db;
    }

    /// None of what is no seat, and where the application does not tell how many are taken.
    ///
    /// @param unread what was not read in the revision
    @Nullable
    Seats of(Revision revision, Description application, @Nullable Rulebook book, Unread unread, Key resource) {
        if (!application.is(resource.type(), Part.SEAT)) {
            return null;
        }
        return revision
                .statement(db, COUNTED)
                .param("type", resource.type())
                .param("id", resource.id())
                .param("used", SeatCount.USED)
                .param("free", SeatCount.FREE)
                .query((row, index) -> new Seats(
                        (Long) row.getObject("used"),
                        (Long) row.getObject("free"),
                        row.getLong("held"),
                        row.getLong("invited"),
                        dutyless(revision, application, resource),
                        meaning(application),
                        unread.sentences(application, feeds(application, book)).toList()))
                .list()
                .stream()
                .filter(seats -> seats.used() != null)
                .findFirst()
                .orElse(null);
    }

    private long dutyless(Revision revision, Description application, Key resource) {
        return application.types(Part.DUTY).isEmpty()
                ? 0
                : holders
                        .levels(revision, application, resource, new Wanted(new SearchText(""), "", true))
                        .values()
                        .stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }

    /// What it means to hold a seat without duty, as a sentence without a full stop; empty where nobody is called for
    /// anything.
    static String meaning(Description application) {
        List<String> duties = application.types(Part.DUTY).stream()
                .map(type -> Description.inText(TypeWords.noun(application, type)))
                .toList();
        if (duties.isEmpty()) {
            return "";
        }
        String group = Description.inText(application.noun(Part.GROUP));
        String weakest = HolderList.weakest(application).map(Entitlement::title).collect(Collectors.joining(" or "));
        String groups = group.isEmpty()
                ? ""
                : weakest.isEmpty()
                        ? ", and in no %s that owns something".formatted(group)
                        : ", and no more than %s in a %s that owns something".formatted(weakest, group);
        return "Without duty: on no %s%s".formatted(String.join(" and no ", duties), groups);
    }

    private static Set<String> feeds(Description application, @Nullable Rulebook book) {
        Set<String> feeds = new HashSet<>(Duties.feeds(application, book));
        if (book != null) {
            feeds.addAll(book.rules().sources().groups());
            feeds.addAll(book.rules().sources().memberships());
            book.rules().kinds().forEach(kind -> feeds.addAll(kind.allFeeds()));
        }
        return feeds;
    }
}
