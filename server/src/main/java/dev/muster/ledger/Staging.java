package dev.muster.ledger;

import dev.muster.connector.Key;
import dev.muster.connector.Row;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Takes the rows of a run by COPY. Runs in the caller's tenant transaction.
///
/// PostgreSQL refuses COPY into a table with row-level security, and staging has it like every table of tenant
/// data. So rows are copied into temporary tables of the connection and inserted from there, in the same
/// transaction.
@Component
public class Staging {
    /// Nobody waits for the disk: a crash empties staging in any case.
    private static final String TEMPORARY_TABLES = """
            set local synchronous_commit = off;
            create temporary table if not exists incoming_account (like staged_account) on commit delete rows;
            create temporary table if not exists incoming_resource (like staged_resource) on commit delete rows;
            create temporary table if not exists incoming_grant (like staged_grant) on commit delete rows;
            create temporary table if not exists incoming_link (like staged_link) on commit delete rows;
            create temporary table if not exists incoming_change (like staged_change) on commit delete rows;
            create temporary table if not exists incoming_mention (like staged_mention) on commit delete rows;
            """;
    private static final String COPY_ACCOUNTS = """
            copy incoming_account (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                   type, external_id, name, email, kind, state, attributes) from stdin
            """;
    private static final String COPY_RESOURCES = """
            copy incoming_resource (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                    type, external_id, name, attributes) from stdin
            """;
    private static final String COPY_GRANTS = """
            copy incoming_grant (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                 account_type, account_id, resource_type, resource_id, value, through, attributes)
            from stdin
            """;
    private static final String COPY_LINKS = """
            copy incoming_link (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                from_type, from_id, relation, to_type, to_id, attributes) from stdin
            """;
    private static final String COPY_CHANGES = """
            copy incoming_change (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                  on_type, on_id, about_type, about_id, by_type, by_id, id, at, action, how, attributes)
            from stdin
            """;
    private static final String COPY_MENTIONS = """
            copy incoming_mention (tenant_id, integration_id, run, feed, type, id, name, deleted_at) from stdin
            """;
    /// Of several names of one thing the one that comes with the time of deletion says most.
    private static final String TAKE_IN = """
            insert into staged_mention (tenant_id, integration_id, run, feed, type, id, name, deleted_at)
            select distinct on (tenant_id, integration_id, run, feed, type, id)
                   tenant_id, integration_id, run, feed, type, id, name, deleted_at
              from incoming_mention
             order by tenant_id, integration_id, run, feed, type, id, deleted_at, name
                on conflict (tenant_id, integration_id, run, feed, type, id) do update
               set name = coalesce(staged_mention.name, excluded.name),
                   deleted_at = coalesce(staged_mention.deleted_at, excluded.deleted_at)
             where staged_mention.name is null and excluded.name is not null
                or staged_mention.deleted_at is null and excluded.deleted_at is not null;
            insert into staged_account (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                        type, external_id, name, email, kind, state, attributes, digest)
            select tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                   type, external_id, name, email, kind, state, attributes,
                   sha256(convert_to(jsonb_build_array(name, email, kind, state, attributes)::text, 'UTF8'))
              from incoming_account;
            insert into staged_resource (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                         type, external_id, name, attributes, digest)
            select tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                   type, external_id, name, attributes,
                   sha256(convert_to(jsonb_build_array(name, attributes)::text, 'UTF8'))
              from incoming_resource;
            insert into staged_grant (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                      account_type, account_id, resource_type, resource_id, value, through, attributes,
                                      digest)
            select tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                   account_type, account_id, resource_type, resource_id, value, through, attributes,
                   sha256(convert_to(json_build_array('grant', account_type, account_id, resource_type, resource_id,
                                                      value, through, attributes)::text, 'UTF8'))
              from incoming_grant;
            insert into staged_link (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                     from_type, from_id, relation, to_type, to_id, attributes, digest)
            select tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                   from_type, from_id, relation, to_type, to_id, attributes,
                   sha256(convert_to(json_build_array('link', from_type, from_id, relation, to_type, to_id,
                                                      attributes)::text, 'UTF8'))
              from incoming_link;
            insert into staged_change (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                       id, at, action, on_type, on_id, about_type, about_id, by_type, by_id, how,
                                       attributes)
            select tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                   id, at, action, on_type, on_id, about_type, about_id, by_type, by_id, how, attributes
              from incoming_change;
            """;

    private final JdbcTemplate db;
    private final JsonMapper json;

    Staging(JdbcTemplate db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /// Stages records. Their rows become readable to nobody until a publication.
    public void write(RunKey run, List<StagedRecord> records) {
        var batch = new Batch(run);
        records.forEach(batch::add);
        db.execute((ConnectionCallback<Boolean>) connection -> {
            batch.copyInto(connection);
            return true;
        });
    }

    /// PostgreSQL's JSON cannot hold U+0000 either; like in text, it is kept visible as U+FFFD.
    private String attributes(Map<String, String> attributes) {
        if (attributes.isEmpty()) {
            return "{}";
        }
        Map<String, String> storable = new TreeMap<>();
        attributes.forEach((key, value) -> storable.put(key.replace('\0', '\uFFFD'), value.replace('\0', '\uFFFD')));
        return json.writeValueAsString(storable);
    }

    /// What tells a row from others of its kind.
    private static List<?> identity(Row row) {
        return switch (row) {
            case Row.Account account -> List.of("account", account.key());
            case Row.Resource resource -> List.of("resource", resource.key());
            case Row.Grant grant -> List.of("grant", grant.account(), grant.resource(), grant.value(), grant.through());
            case Row.Link link -> List.of("link", link.from(), link.relation(), link.to());
            case Row.Change change -> List.of("change", change.id());
            case Row.Mentioned mentioned -> List.of("mentioned", mentioned.key());
        };
    }

    private final class Batch {
        private final RunKey run;
        private final CopyBuffer accounts;
        private final CopyBuffer resources;
        private final CopyBuffer grants;
        private final CopyBuffer links;
        private final CopyBuffer changes;
        private final CopyBuffer mentions;

        private final Set<Mention> mentioned = new HashSet<>();

        private record Mention(String feed, Row.Mentioned what) {}

        Batch(RunKey run) {
            this.run = run;
            this.accounts = rows(run);
            this.resources = rows(run);
            this.grants = rows(run);
            this.links = rows(run);
            this.changes = rows(run);
            this.mentions = rows(run);
        }

        private static CopyBuffer rows(RunKey run) {
            return new CopyBuffer(run.tenant().value(), run.integration().id().value(), run.run());
        }

        /// One record may say the same thing twice; the first time counts.
        void add(StagedRecord record) {
            Set<List<?>> said = new HashSet<>();
            for (Row row : record.rows()) {
                boolean principal = said.isEmpty();
                if (said.add(identity(row))) {
                    add(record, row, principal);
                }
            }
        }

        private void add(StagedRecord record, Row row, boolean principal) {
            switch (row) {
                case Row.Account account ->
                    key(provenance(accounts, record, principal), account.key())
                            .add(account.name())
                            .add(account.email())
                            .add(account.kind().name().toLowerCase(Locale.ROOT))
                            .add(account.state().name().toLowerCase(Locale.ROOT))
                            .add(attributes(account.attributes()))
                            .endRow();
                case Row.Resource resource ->
                    key(provenance(resources, record, principal), resource.key())
                            .add(resource.name())
                            .add(attributes(resource.attributes()))
                            .endRow();
                case Row.Grant grant ->
                    key(key(provenance(grants, record, principal), grant.account()), grant.resource())
                            .add(grant.value())
                            .add(grant.through())
                            .add(attributes(grant.attributes()))
                            .endRow();
                case Row.Link link ->
                    key(key(provenance(links, record, principal), link.from()).add(link.relation()), link.to())
                            .add(attributes(link.attributes()))
                            .endRow();
                case Row.Mentioned mentioned -> add(record.feed(), mentioned);
                case Row.Change change ->
                    key(key(key(provenance(changes, record, principal), change.on()), change.about()), change.by())
                            .add(change.id())
                            .add(change.at())
                            .add(change.action())
                            .add(change.how())
                            .add(attributes(change.attributes()))
                            .endRow();
            }
        }

        /// Most things are mentioned by many records, in the same words.
        private void add(String feed, Row.Mentioned what) {
            if (mentioned.add(new Mention(feed, what))) {
                key(mentions.add(feed), what.key())
                        .add(what.name())
                        .add(what.deletedAt())
                        .endRow();
            }
        }

        private CopyBuffer provenance(CopyBuffer table, StagedRecord record, boolean principal) {
            return table.add(record.feed()).add(record.ordinal()).add(principal).add(record.recordId());
        }

        private static CopyBuffer key(CopyBuffer table, @Nullable Key key) {
            return key == null
                    ? table.add(null).add(null)
                    : table.add(key.type()).add(key.id());
        }

        void copyInto(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(TEMPORARY_TABLES);
                var copier = connection.unwrap(PGConnection.class).getCopyAPI();
                accounts.copy(copier, COPY_ACCOUNTS);
                resources.copy(copier, COPY_RESOURCES);
                grants.copy(copier, COPY_GRANTS);
                links.copy(copier, COPY_LINKS);
                changes.copy(copier, COPY_CHANGES);
                mentions.copy(copier, COPY_MENTIONS);
                statement.execute(TAKE_IN);
            } catch (IOException broken) {
                throw new DataAccessResourceFailureException(
                        "The connection to PostgreSQL broke while staging run %d".formatted(run.run()), broken);
            }
        }
    }
}
