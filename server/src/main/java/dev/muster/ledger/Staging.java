package dev.muster.ledger;

import dev.muster.connector.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Takes the rows of a run, a batch at a time. Runs in the caller's tenant transaction.
///
/// A batch goes as one statement for each kind of row, and each column as one array, which `unnest` takes apart in
/// step with the others. PostgreSQL refuses COPY into a table with row-level security, and staging has it like every
/// table of tenant data.
@Component
public class Staging {
    /// Nobody waits for the disk: a crash empties staging in any case.
    private static final String WITHOUT_WAITING = "set local synchronous_commit = off";
    private static final String ACCOUNTS = """
            insert into staged_account (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                        type, external_id, name, email, kind, state, attributes, digest)
            select :tenant, :integration, :run, n.feed, n.ordinal, n.principal, n.record_id,
                   n.type, n.external_id, n.name, n.email, n.kind, n.state, n.attributes,
                   sha256(convert_to(jsonb_build_array(n.name, n.email, n.kind, n.state, n.attributes)::text, 'UTF8'))
              from (select unnest(:feed) as feed, cast(unnest(:ordinal) as bigint) as ordinal,
                          cast(unnest(:principal) as boolean) as principal, unnest(:record_id) as record_id,
                          unnest(:type) as type, unnest(:external_id) as external_id, unnest(:name) as name,
                          unnest(:email) as email, unnest(:kind) as kind, unnest(:state) as state,
                          cast(unnest(:attributes) as jsonb) as attributes) n
            """;
    private static final String RESOURCES = """
            insert into staged_resource (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                         type, external_id, name, attributes, digest)
            select :tenant, :integration, :run, n.feed, n.ordinal, n.principal, n.record_id,
                   n.type, n.external_id, n.name, n.attributes,
                   sha256(convert_to(jsonb_build_array(n.name, n.attributes)::text, 'UTF8'))
              from (select unnest(:feed) as feed, cast(unnest(:ordinal) as bigint) as ordinal,
                          cast(unnest(:principal) as boolean) as principal, unnest(:record_id) as record_id,
                          unnest(:type) as type, unnest(:external_id) as external_id, unnest(:name) as name,
                          cast(unnest(:attributes) as jsonb) as attributes) n
            """;
    private static final String GRANTS = """
            insert into staged_grant (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                      account_type, account_id, resource_type, resource_id, value, through, attributes,
                                      digest)
            select :tenant, :integration, :run, n.feed, n.ordinal, n.principal, n.record_id,
                   n.account_type, n.account_id, n.resource_type, n.resource_id, n.value, n.through, n.attributes,
                   sha256(convert_to(json_build_array('grant', n.account_type, n.account_id, n.resource_type,
                                                      n.resource_id, n.value, n.through, n.attributes)::text, 'UTF8'))
              from (select unnest(:feed) as feed, cast(unnest(:ordinal) as bigint) as ordinal,
                          cast(unnest(:principal) as boolean) as principal, unnest(:record_id) as record_id,
                          unnest(:account_type) as account_type, unnest(:account_id) as account_id,
                          unnest(:resource_type) as resource_type, unnest(:resource_id) as resource_id,
                          unnest(:value) as value, unnest(:through) as through,
                          cast(unnest(:attributes) as jsonb) as attributes) n
            """;
    private static final String LINKS = """
            insert into staged_link (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                     from_type, from_id, relation, to_type, to_id, attributes, digest)
            select :tenant, :integration, :run, n.feed, n.ordinal, n.principal, n.record_id,
                   n.from_type, n.from_id, n.relation, n.to_type, n.to_id, n.attributes,
                   sha256(convert_to(json_build_array('link', n.from_type, n.from_id, n.relation, n.to_type, n.to_id,
                                                      n.attributes)::text, 'UTF8'))
              from (select unnest(:feed) as feed, cast(unnest(:ordinal) as bigint) as ordinal,
                          cast(unnest(:principal) as boolean) as principal, unnest(:record_id) as record_id,
                          unnest(:from_type) as from_type, unnest(:from_id) as from_id, unnest(:relation) as relation,
                          unnest(:to_type) as to_type, unnest(:to_id) as to_id,
                          cast(unnest(:attributes) as jsonb) as attributes) n
            """;
    private static final String CHANGES = """
            insert into staged_change (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                       on_type, on_id, about_type, about_id, by_type, by_id,
                                       id, at, action, how, attributes)
            select :tenant, :integration, :run, n.feed, n.ordinal, n.principal, n.record_id,
                   n.on_type, n.on_id, n.about_type, n.about_id, n.by_type, n.by_id,
                   n.id, n.at, n.action, n.how, n.attributes
              from (select unnest(:feed) as feed, cast(unnest(:ordinal) as bigint) as ordinal,
                          cast(unnest(:principal) as boolean) as principal, unnest(:record_id) as record_id,
                          unnest(:on_type) as on_type, unnest(:on_id) as on_id, unnest(:about_type) as about_type,
                          unnest(:about_id) as about_id, unnest(:by_type) as by_type, unnest(:by_id) as by_id,
                          unnest(:id) as id, cast(unnest(:at) as timestamptz) as at, unnest(:action) as action,
                          unnest(:how) as how, cast(unnest(:attributes) as jsonb) as attributes) n
            """;
    /// Of several names of one thing the one that comes with the time of deletion says most.
    private static final String MENTIONS = """
            insert into staged_mention (tenant_id, integration_id, run, feed, type, id, name, deleted_at)
            select distinct on (n.feed, n.type, n.id)
                   :tenant, :integration, :run, n.feed, n.type, n.id, n.name, n.deleted_at
              from (select unnest(:feed) as feed, unnest(:type) as type, unnest(:id) as id, unnest(:name) as name,
                          cast(unnest(:deleted_at) as timestamptz) as deleted_at) n
             order by n.feed, n.type, n.id, n.deleted_at, n.name
                on conflict (tenant_id, integration_id, run, feed, type, id) do update
               set name = coalesce(staged_mention.name, excluded.name),
                   deleted_at = coalesce(staged_mention.deleted_at, excluded.deleted_at)
             where staged_mention.name is null and excluded.name is not null
                or staged_mention.deleted_at is null and excluded.deleted_at is not null
            """;

    private final JdbcClient db;
    private final JsonMapper json;

    Staging(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /// Stages records. Their rows become readable to nobody until a publication.
    public void write(RunKey run, List<StagedRecord> records) {
        var batch = new Batch();
        records.forEach(batch::add);
        db.sql(WITHOUT_WAITING).update();
        batch.insert(run);
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
        private final IncomingRows<Row.Account> accounts = new IncomingRows<>();
        private final IncomingRows<Row.Resource> resources = new IncomingRows<>();
        private final IncomingRows<Row.Grant> grants = new IncomingRows<>();
        private final IncomingRows<Row.Link> links = new IncomingRows<>();
        private final IncomingRows<Row.Change> changes = new IncomingRows<>();
        private final IncomingRows<Row.Mentioned> mentions = new IncomingRows<>();
        private final Set<Mention> mentioned = new HashSet<>();

        private record Mention(String feed, Row.Mentioned what) {}

        /// One record may say the same thing twice; the first time counts.
        void add(StagedRecord record) {
            Set<List<?>> said = new HashSet<>();
            for (Row row : record.rows()) {
                boolean principal = said.isEmpty();
                if (said.add(identity(row))) {
                    add(record, principal, row);
                }
            }
        }

        private void add(StagedRecord record, boolean principal, Row row) {
            switch (row) {
                case Row.Account account -> accounts.add(record, principal, account);
                case Row.Resource resource -> resources.add(record, principal, resource);
                case Row.Grant grant -> grants.add(record, principal, grant);
                case Row.Link link -> links.add(record, principal, link);
                case Row.Change change -> changes.add(record, principal, change);
                case Row.Mentioned what -> {
                    // Most things are mentioned by many records, in the same words.
                    if (mentioned.add(new Mention(record.feed(), what))) {
                        mentions.add(record, principal, what);
                    }
                }
            }
        }

        void insert(RunKey run) {
            accounts.by(run.statement(db, ACCOUNTS))
                    .provenance()
                    .key("type", "external_id", Row.Account::key)
                    .column("name", Row.Account::name)
                    .column("email", Row.Account::email)
                    .column("kind", account -> lowerCase(account.kind()))
                    .column("state", account -> lowerCase(account.state()))
                    .column("attributes", account -> attributes(account.attributes()))
                    .insert();
            resources
                    .by(run.statement(db, RESOURCES))
                    .provenance()
                    .key("type", "external_id", Row.Resource::key)
                    .column("name", Row.Resource::name)
                    .column("attributes", resource -> attributes(resource.attributes()))
                    .insert();
            grants.by(run.statement(db, GRANTS))
                    .provenance()
                    .key("account_type", "account_id", Row.Grant::account)
                    .key("resource_type", "resource_id", Row.Grant::resource)
                    .column("value", Row.Grant::value)
                    .column("through", Row.Grant::through)
                    .column("attributes", grant -> attributes(grant.attributes()))
                    .insert();
            links.by(run.statement(db, LINKS))
                    .provenance()
                    .key("from_type", "from_id", Row.Link::from)
                    .column("relation", Row.Link::relation)
                    .key("to_type", "to_id", Row.Link::to)
                    .column("attributes", link -> attributes(link.attributes()))
                    .insert();
            changes.by(run.statement(db, CHANGES))
                    .provenance()
                    .key("on_type", "on_id", Row.Change::on)
                    .key("about_type", "about_id", Row.Change::about)
                    .key("by_type", "by_id", Row.Change::by)
                    .column("id", Row.Change::id)
                    .column("at", Row.Change::at)
                    .column("action", Row.Change::action)
                    .column("how", Row.Change::how)
                    .column("attributes", change -> attributes(change.attributes()))
                    .insert();
            mentions.by(run.statement(db, MENTIONS))
                    .feed()
                    .key("type", "id", Row.Mentioned::key)
                    .column("name", Row.Mentioned::name)
                    .column("deleted_at", Row.Mentioned::deletedAt)
                    .insert();
        }

        private static String lowerCase(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
    }
}
