package dev.muster.audit;

import static java.time.ZoneOffset.UTC;

import dev.muster.database.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The SQL of [AuditTrail]; runs in its callers' transactions.
@Component
class AuditStore {
    private static final int ENTRIES_AT_A_TIME = 500;
    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

    private static final String NAMED_TENANT = """
            select coalesce(current_setting('app.tenant', true), '')
            """;
    /// Two tenants may share a lock by chance; they then wait for each other, nothing worse.
    private static final String LOCK = """
            select pg_advisory_xact_lock(hashtextextended('audit_entry ' || :tenant, 0)) is null
            """;
    private static final String HEAD = """
            select number, hash, signature
              from audit_entry
             where tenant_id = :tenant
             order by number desc
             limit 1
            """;
    private static final String ONE = """
            select number, hash, signature
              from audit_entry
             where tenant_id = :tenant
               and number = :number
            """;
    /// Where signing may have begun. Asked for when something is wrong, or for the first time.
    private static final String BEGINNINGS = """
            select number, hash, signature
              from audit_entry
             where tenant_id = :tenant
               and (action = 'record.signed'
                    or number = (select min(o.number) from audit_entry o where o.tenant_id = :tenant))
             order by number
            """;
    private static final String APPEND = """
            insert into audit_entry (tenant_id, number, at, actor_kind, actor_id, actor_name, action, subject, details,
                                     outcome, address, browser, request, previous_hash, hash, signature)
            values (:tenant, :number, :at, :actorKind, :actorId, :actorName, :action, :subject, cast(:details as jsonb),
                    :outcome, :address, :browser, :request, :previous, :hash, :signature)
            """;
    private static final String OF_ACTION = """
            select number, at, actor_kind, actor_id, actor_name, action, subject, details, outcome, address, browser, request
              from audit_entry
             where tenant_id = :tenant
               and action = :action
             order by number
            """;
    private static final String ALL_IN_ORDER = """
            select number, at, actor_kind, actor_id, actor_name, action, subject, details, outcome, address, browser, request,
                   previous_hash, hash, signature
              from audit_entry
             where tenant_id = :tenant
             order by number
            """;

    private final JdbcClient db;
    private final JsonMapper json;
    private final AuditSearch search;
    private final LineSearch lines;
    private final PruningStore pruning;

    AuditStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
        this.search = new AuditSearch(db, this::entry);
        this.pruning = new PruningStore(db, this::entry);
        this.lines = new LineSearch(db, this::entry, pruning);
    }

    /// Takes the entries of a chain one by one.
    interface LinkReader {
        void read(AuditEntry entry, byte[] previous, Link link);
    }

    /// Its entries narrowed by a filter.
    AuditSearch search() {
        return search;
    }

    /// Its entries with their places in the chain.
    LineSearch lines() {
        return lines;
    }

    /// Its entries that are gone.
    PruningStore pruning() {
        return pruning;
    }

    boolean isIn(TenantId tenant) {
        String named = db.sql(NAMED_TENANT).query(String.class).single();
        return tenant.value().toString().equals(named);
    }

    void lock(TenantId tenant) {
        db.sql(LOCK)
                .param("tenant", tenant.value().toString())
                .query(Boolean.class)
                .single();
    }

    Link head(TenantId tenant) {
        return db.sql(HEAD)
                .param("tenant", tenant.value())
                .query(AuditStore::link)
                .optional()
                .orElse(Link.BEFORE_FIRST);
    }

    /// One entry's place in the chain; empty when it is missing.
    Optional<Link> link(TenantId tenant, long number) {
        return db.sql(ONE)
                .param("tenant", tenant.value())
                .param("number", number)
                .query(AuditStore::link)
                .optional();
    }

    List<Link> beginnings(TenantId tenant) {
        return db.sql(BEGINNINGS)
                .param("tenant", tenant.value())
                .query(AuditStore::link)
                .list();
    }

    void append(TenantId tenant, AuditEntry entry, byte[] previous, Link link) {
        Circumstances circumstances = entry.circumstances();
        db.sql(APPEND)
                .param("tenant", tenant.value())
                .param("number", entry.number())
                .param("at", entry.at().atOffset(UTC))
                .param("actorKind", entry.actor().kind().name())
                .param("actorId", entry.actor().id())
                .param("actorName", entry.actor().name())
                .param("action", entry.action())
                .param("subject", entry.subject())
                .param("details", json.writeValueAsString(entry.details()))
                .param(
                        "outcome",
                        circumstances == null ? null : circumstances.outcome().name())
                .param("address", entry.origin().address())
                .param("browser", entry.origin().browser())
                .param("request", entry.origin().request())
                .param("previous", previous)
                .param("hash", link.hash())
                .param("signature", link.signature())
                .update();
    }

    List<AuditEntry> all(TenantId tenant, String action) {
        return db.sql(OF_ACTION)
                .param("tenant", tenant.value())
                .param("action", action)
                .query(this::entry)
                .list();
    }

    void eachInOrder(TenantId tenant, LinkReader reader) {
        RowCallbackHandler each = row -> reader.read(entry(row, 0), row.getBytes("previous_hash"), link(row, 0));
        db.sql(ALL_IN_ORDER)
                .withFetchSize(ENTRIES_AT_A_TIME)
                .param("tenant", tenant.value())
                .query(each);
    }

    private static Link link(ResultSet row, int index) throws SQLException {
        return new Link(row.getLong("number"), row.getBytes("hash"), row.getBytes("signature"));
    }

    private AuditEntry entry(ResultSet row, int number) throws SQLException {
        var actor = new Actor(
                Actor.Kind.valueOf(row.getString("actor_kind")),
                row.getObject("actor_id", UUID.class),
                row.getString("actor_name"));
        return new AuditEntry(
                row.getLong("number"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                actor,
                row.getString("action"),
                row.getString("subject"),
                json.readValue(row.getString("details"), DETAILS),
                circumstances(row));
    }

    private static @Nullable Circumstances circumstances(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        return outcome == null
                ? null
                : new Circumstances(
                        Outcome.valueOf(outcome),
                        new Origin(row.getString("address"), row.getString("browser"), row.getString("request")));
    }
}
