package dev.muster.download;

import static java.time.ZoneOffset.UTC;

import dev.muster.audit.Actor;
import dev.muster.database.TenantId;
import dev.muster.tenant.Role;
import dev.muster.tenant.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The SQL of files that somebody asked for. Runs in the caller's tenant transaction.
@Repository
class DownloadStore {
    private static final String INSERT = """
            insert into download (tenant_id, id, list, parameters, format, name, title, asked_by, role, actor_kind,
                                  actor_name, asked_at, kept_until, state, expected)
            values (:tenant, :id, :list, :parameters::jsonb, :format, :name, :title, :by, :role, :kind,
                    :actor, :at, :until, 'WAITING', :expected)
            """;
    private static final String ALL = """
            select *
              from download
             where tenant_id = :tenant and kept_until > :now
             order by asked_at desc, id desc
             limit :limit
            """;
    private static final String FIND = """
            select *
              from download
             where tenant_id = :tenant and id = :id
            """;
    /// Two who ask at once must not both be the last that there is room for.
    private static final String LOCK = """
            select id
              from tenant
             where id = :tenant
               for no key update
            """;
    /// One at a time for each tenant; the one that a dead server left goes on first.
    private static final String START = """
            update download d
               set state = 'RUNNING', attempt = attempt + 1, written = 0, started_at = :now
             where d.tenant_id = :tenant and d.id = :id and d.state in ('WAITING', 'RUNNING')
               and not exists (
                   select 1
                     from download o
                    where o.tenant_id = :tenant and o.state = 'RUNNING' and o.id <> :id)
            returning attempt
            """;
    private static final String PROGRESS = """
            update download
               set written = :written
             where tenant_id = :tenant and id = :id and attempt = :attempt and state = 'RUNNING'
            """;
    private static final String READY = """
            update download
               set state = 'READY', written = :written, ended_at = :now, bytes = :bytes, digest = :digest,
                   about = :about::jsonb, lacking = :lacking
             where tenant_id = :tenant and id = :id and attempt = :attempt and state = 'RUNNING'
            """;
    private static final String FAILED = """
            update download
               set state = 'FAILED', ended_at = :now, fault = :fault
             where tenant_id = :tenant and id = :id and state in ('WAITING', 'RUNNING')
            """;
    private static final String DELETE = """
            delete from download
             where tenant_id = :tenant and id = :id
            """;
    private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};

    private final JdbcClient db;
    private final JsonMapper json;

    DownloadStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    void lock(TenantId tenant) {
        db.sql(LOCK).param("tenant", tenant.value()).query(UUID.class).optional();
    }

    void insert(TenantId tenant, Download download) {
        of(tenant, download.id(), INSERT)
                .param("list", download.list())
                .param("parameters", json.writeValueAsString(download.asked().values()))
                .param("format", download.format().name())
                .param("name", download.name())
                .param("title", download.title())
                .param("by", download.asker().user().value())
                .param("role", download.asker().role().name())
                .param("kind", download.asker().kind().name())
                .param("actor", download.asker().name())
                .param("at", download.askedAt().atOffset(UTC))
                .param("until", download.keptUntil().atOffset(UTC))
                .param("expected", download.progress().expected())
                .update();
    }

    /// What is kept, newest first.
    List<Download> all(TenantId tenant, Instant now, int limit) {
        return db.sql(ALL)
                .param("tenant", tenant.value())
                .param("now", now.atOffset(UTC))
                .param("limit", limit)
                .query((row, index) -> download(row))
                .list();
    }

    Optional<Download> find(TenantId tenant, UUID id) {
        return of(tenant, id, FIND).query((row, index) -> download(row)).optional();
    }

    /// Begins it, or begins it again; which attempt that is. Empty while another of the tenant is written, or when
    /// there is nothing to begin.
    Optional<Integer> start(TenantId tenant, UUID id, Instant now) {
        return of(tenant, id, START)
                .param("now", now.atOffset(UTC))
                .query(Integer.class)
                .optional();
    }

    /// Whether this attempt is still the one that counts.
    boolean progress(TenantId tenant, UUID id, int attempt, long written) {
        return of(tenant, id, PROGRESS)
                        .param("attempt", attempt)
                        .param("written", written)
                        .update()
                == 1;
    }

    /// Offers what an attempt has written; false when it is not the one that counts any more.
    boolean ready(TenantId tenant, UUID id, int attempt, WrittenFile file, long bytes, String lacking, Instant now) {
        return of(tenant, id, READY)
                        .param("attempt", attempt)
                        .param("written", file.rows())
                        .param("now", now.atOffset(UTC))
                        .param("bytes", bytes)
                        .param("digest", file.digest())
                        .param("about", json.writeValueAsString(file.about()))
                        .param("lacking", lacking)
                        .update()
                == 1;
    }

    void failed(TenantId tenant, UUID id, String fault, Instant now) {
        of(tenant, id, FAILED)
                .param("fault", fault)
                .param("now", now.atOffset(UTC))
                .update();
    }

    boolean delete(TenantId tenant, UUID id) {
        return of(tenant, id, DELETE).update() == 1;
    }

    private JdbcClient.StatementSpec of(TenantId tenant, UUID id, String sql) {
        return db.sql(sql).param("tenant", tenant.value()).param("id", id);
    }

    private Download download(ResultSet row) throws SQLException {
        return new Download(
                row.getObject("id", UUID.class),
                row.getString("list"),
                Asked.of(json.readValue(row.getString("parameters"), VALUES)),
                FileFormat.valueOf(row.getString("format")),
                row.getString("name"),
                row.getString("title"),
                new Download.Asker(
                        new UserId(row.getObject("asked_by", UUID.class)),
                        Role.valueOf(row.getString("role")),
                        Actor.Kind.valueOf(row.getString("actor_kind")),
                        row.getString("actor_name")),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("kept_until", OffsetDateTime.class).toInstant(),
                progress(row),
                whole(row),
                row.getString("fault"));
    }

    private static Download.Progress progress(ResultSet row) throws SQLException {
        return new Download.Progress(
                DownloadState.valueOf(row.getString("state")),
                row.getInt("attempt"),
                row.getObject("expected", Long.class),
                row.getLong("written"),
                instant(row, "started_at"),
                instant(row, "ended_at"));
    }

    private Download.@Nullable Whole whole(ResultSet row) throws SQLException {
        String about = row.getString("about");
        return about == null
                ? null
                : new Download.Whole(
                        row.getLong("bytes"),
                        row.getString("digest"),
                        json.readValue(about, About.class),
                        row.getString("lacking"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
