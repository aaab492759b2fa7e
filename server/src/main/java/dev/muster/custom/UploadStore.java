package dev.muster.custom;

import static java.time.ZoneOffset.UTC;

import dev.muster.form.Findings;
import dev.muster.integration.IntegrationKey;
import dev.muster.people.RosterFiles;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of files that people brought. Runs in the caller's tenant transaction.
@Repository
class UploadStore implements RosterFiles {
    private static final String INSERT = """
            insert into upload (tenant_id, integration_id, number, name, format, bytes, rows, digest,
                                received_at, received_by, by_script, findings, ready)
            select :tenant, :integration,
                   (select coalesce(max(u.number), 0) + 1 from upload u
                     where u.tenant_id = :tenant and u.integration_id = :integration),
                   :name, :format, :bytes, :rows, :digest, :at, :by, :byScript, :findings::jsonb, :ready
            returning number
            """;
    private static final String FORGET_FINDINGS = """
            update upload
               set findings = null
             where tenant_id = :tenant and integration_id = :integration and findings is not null
               and number <> (select max(u.number) from upload u
                               where u.tenant_id = :tenant and u.integration_id = :integration)
            """;
    private static final String READY = """
            update upload
               set ready = true, findings = :findings::jsonb
             where tenant_id = :tenant and integration_id = :integration and number = :upload
            """;
    private static final String READ_BY = """
            update upload
               set run = :run
             where tenant_id = :tenant and integration_id = :integration and number = :upload
            """;
    private static final String OF_RUN = """
            select number, name, format, bytes, rows, digest, received_at, received_by, by_script, ready, run, published
              from upload
             where tenant_id = :tenant and integration_id = :integration and run = :run
            """;
    private static final String PUBLISHED = """
            update upload
               set published = true
             where tenant_id = :tenant and integration_id = :integration and run = :run
            returning number, name, format, bytes, rows, digest, received_at, received_by, by_script, ready, run, published
            """;
    private static final String NEWEST = """
            select number, name, format, bytes, rows, digest, received_at, received_by, by_script, ready, run, published
              from upload
             where tenant_id = :tenant and integration_id = :integration
             order by number desc
             limit 1
            """;
    private static final String NEWEST_READY = """
            select number, name, format, bytes, rows, digest, received_at, received_by, by_script, ready, run, published
              from upload
             where tenant_id = :tenant and integration_id = :integration and ready
             order by number desc
             limit 1
            """;
    private static final String PUBLISHED_ONES = """
            select number, name, format, bytes, rows, digest, received_at, received_by, by_script, ready, run, published
              from upload
             where tenant_id = :tenant and integration_id = :integration and published
             order by number desc
             limit :limit
            """;
    private static final String FINDINGS = """
            select findings
              from upload
             where tenant_id = :tenant and integration_id = :integration and number = :upload and findings is not null
            """;

    private final UploadPieces pieces;
    private final JdbcClient db;

    UploadStore(UploadPieces pieces, JdbcClient db) {
        this.pieces = pieces;
        this.db = db;
    }

    /// Keeps a file; its number. Files that nobody needs any more go.
    int insert(IntegrationKey integration, Upload upload, Path content, Findings findings) {
        int number = integration
                .statement(db, INSERT)
                .param("name", upload.name())
                .param("format", upload.format())
                .param("bytes", upload.bytes())
                .param("rows", upload.rows())
                .param("digest", upload.digest())
                .param("at", upload.receivedAt().atOffset(UTC))
                .param("by", upload.receivedBy())
                .param("byScript", upload.byScript())
                .param("findings", findings.write())
                .param("ready", upload.ready())
                .query(Integer.class)
                .single();
        pieces.insert(integration, number, content);
        pieces.dropOthers(integration);
        integration.statement(db, FORGET_FINDINGS).update();
        return number;
    }

    void ready(IntegrationKey integration, int upload, Findings findings) {
        integration
                .statement(db, READY)
                .param("upload", upload)
                .param("findings", findings.write())
                .update();
    }

    void readBy(IntegrationKey integration, int upload, int run) {
        integration
                .statement(db, READ_BY)
                .param("upload", upload)
                .param("run", run)
                .update();
    }

    /// The file that a run read; empty when it read none.
    Optional<Upload> readBy(IntegrationKey integration, int run) {
        return integration
                .statement(db, OF_RUN)
                .param("run", run)
                .query((row, index) -> upload(row))
                .optional();
    }

    @Override
    public Optional<String> broughtBy(IntegrationKey roster, int run) {
        return readBy(roster, run).map(Upload::receivedBy);
    }

    /// What the run read is published; which file that was, when the run read one.
    Optional<Upload> published(IntegrationKey integration, int run) {
        return integration
                .statement(db, PUBLISHED)
                .param("run", run)
                .query((row, index) -> upload(row))
                .optional();
    }

    Optional<Upload> newest(IntegrationKey integration) {
        return integration
                .statement(db, NEWEST)
                .query((row, index) -> upload(row))
                .optional();
    }

    Optional<Upload> newestReady(IntegrationKey integration) {
        return integration
                .statement(db, NEWEST_READY)
                .query((row, index) -> upload(row))
                .optional();
    }

    /// Newest first.
    List<Upload> publishedOnes(IntegrationKey integration, int limit) {
        return integration
                .statement(db, PUBLISHED_ONES)
                .param("limit", limit)
                .query((row, index) -> upload(row))
                .list();
    }

    Optional<Findings> findings(IntegrationKey integration, int upload) {
        return integration
                .statement(db, FINDINGS)
                .param("upload", upload)
                .query(String.class)
                .optional()
                .map(Findings::read);
    }

    private static Upload upload(ResultSet row) throws SQLException {
        return new Upload(
                row.getInt("number"),
                row.getString("name"),
                row.getString("format"),
                row.getLong("bytes"),
                row.getLong("rows"),
                row.getString("digest"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("received_by"),
                row.getBoolean("by_script"),
                row.getBoolean("ready"),
                row.getObject("run", Integer.class),
                row.getBoolean("published"));
    }
}
