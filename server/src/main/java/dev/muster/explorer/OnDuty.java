package dev.muster.explorer;

import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.connector.ResourceType.Part;
import dev.muster.explorer.ResourcePage.Call;
import dev.muster.ledger.Attributes;
import dev.muster.ledger.Revision;
import dev.muster.setup.Addresses;
import dev.muster.setup.IntegrationHeads;
import dev.muster.web.Moment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who is called about a resource, and until when, as the application's duties tell: those held on the resource, on a
/// duty that it is linked to, or through it. Runs in the caller's tenant transaction.
///
/// Duties come and go by themselves: one is held while it lasts, and one that begins after the revision was published
/// is still to come.
@Component
class OnDuty {
    private static final int MOST = 50;
    private static final String HELD = """
            select d.type, d.id, coalesce(r.name, d.id) as duty, coalesce(a.name, g.account_id) as name, g.account_id,
                   g.attributes::text as attributes
              from (select cast(:type as text) as type, cast(:id as text) as id
                    union
                    select l.from_type, l.from_id
                      from link l
                     where l.tenant_id = :tenant and l.integration_id = :integration
                       and l.to_type = :type and l.to_id = :id and l.from_type = any (:duties)
                       and holds(l.from_revision, l.to_revision, :revision, :newest)
                    union
                    select l.to_type, l.to_id
                      from link l
                     where l.tenant_id = :tenant and l.integration_id = :integration
                       and l.from_type = :type and l.from_id = :id and l.to_type = any (:duties)
                       and holds(l.from_revision, l.to_revision, :revision, :newest)) d
              join access_grant g
                on g.tenant_id = :tenant and g.integration_id = :integration
               and g.resource_type = d.type and g.resource_id = d.id and g.feed = any (:restless)
               and holds(g.from_revision, g.to_revision, :revision, :newest)
              left join account a
                on a.tenant_id = :tenant and a.integration_id = :integration
               and a.type = g.account_type and a.external_id = g.account_id
               and holds(a.from_revision, a.to_revision, :revision, :newest)
              left join resource r
                on r.tenant_id = :tenant and r.integration_id = :integration
               and r.type = d.type and r.external_id = d.id
               and holds(r.from_revision, r.to_revision, :revision, :newest)
             where (d.type = :type and d.id = :id) or not :isDuty or g.attributes ->> :type = :id
             order by d.type, d.id, g.account_type, g.account_id, g.value, g.through
             limit :limit
            """;

    private final IntegrationHeads heads;
    private final JdbcClient db;

    OnDuty(IntegrationHeads heads, JdbcClient db) {
        this.heads = heads;
        this.db = db;
    }

    /// Whoever is called first comes first; at most 50. Empty where nobody is, and where nobody tells.
    List<Call> of(Revision revision, Description application, Key resource, Addresses at) {
        if (!calls(application, resource.type())) {
            return List.of();
        }
        return revision
                .statement(db, HELD)
                .param("type", resource.type())
                .param("id", resource.id())
                .param("duties", application.types(Part.DUTY).toArray(String[]::new))
                .param("isDuty", application.is(resource.type(), Part.DUTY))
                .param("restless", application.restless().toArray(String[]::new))
                .param("limit", MOST)
                .query((row, index) -> call(revision, resource, row, at))
                .list()
                .stream()
                .sorted(Comparator.comparing(Call::next)
                        .thenComparing(Call::level)
                        .thenComparing(Call::name))
                .toList();
    }

    /// Groups and the whole have too many duties for anybody to be called about them.
    private static boolean calls(Description application, String type) {
        return !application.restless().isEmpty()
                && (application.is(type, Part.DUTY) || application.is(type, Part.OBJECT));
    }

    private Call call(Revision revision, Key resource, ResultSet row, Addresses at) throws SQLException {
        Map<String, String> more = Attributes.parse(row.getString("attributes"));
        var duty = new Key(row.getString("type"), row.getString("id"));
        Moment start = time(revision, more.get("start"));
        boolean next = start != null && start.at().isAfter(revision.published());
        return new Call(
                row.getString("name"),
                at.account(row.getString("account_id")).toString(),
                next,
                next ? start : time(revision, more.get("end")),
                more.getOrDefault("level", ""),
                duty.equals(resource) ? "" : row.getString("duty"),
                at.resource(duty).toString());
    }

    /// A time as the application spelled it; none when that is no time.
    private @Nullable Moment time(Revision revision, @Nullable String text) {
        return Optional.ofNullable(text)
                .flatMap(OnDuty::parsed)
                .map(at -> heads.moment(revision.integration(), at.toInstant()))
                .orElse(null);
    }

    private static Optional<OffsetDateTime> parsed(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }
}
