package dev.muster.bench;

import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.IntegrationKey;
import dev.muster.ledger.Comparison;
import dev.muster.ledger.Publication;
import dev.muster.ledger.Removals;
import dev.muster.ledger.RunKey;
import dev.muster.ledger.StagedDuplicates;
import dev.muster.ledger.StagedRecord;
import dev.muster.ledger.StagedReferences;
import dev.muster.ledger.StagedRun;
import dev.muster.ledger.Staging;
import dev.muster.pagerduty.PagerDuty;
import dev.muster.pagerduty.PagerDutyOptions;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/// Publishes days of the large tenant, and imports as many grants as it has, by the server's own statements.
record LedgerDays(LedgerDatabase database, UUID integration) {
    private static final Set<String> FEEDS = Set.of(
            "account", "users", "teams", "team_members", "licences", "services", "escalation_policies", "schedules");
    private static final Description APPLICATION =
            PagerDuty.with(PagerDutyOptions.defaults()).describe();
    private static final int GRANTS = 1_000_000;
    private static final int GRANTS_OF_ACCOUNT = 10;
    private static final int BATCH = 200;

    /// Every hundredth with other content, when `:changed` says so.
    private static final List<String> STAGE = List.of("""
            insert into staged_account (tenant_id, integration_id, run, feed, ordinal, principal, record_id, type,
                                        external_id, name, email, kind, state, attributes, digest)
            select tenant_id, integration_id, :run, feed, 1, true, external_id, type, external_id, name, email, kind, state,
                   attributes, case when :changed and hashtext(external_id) % 100 = 0 then sha256(digest) else digest end
              from account
             where tenant_id = :tenant and integration_id = :integration and to_revision is null
            """, """
            insert into staged_resource (tenant_id, integration_id, run, feed, ordinal, principal, record_id, type,
                                         external_id, name, attributes, digest)
            select tenant_id, integration_id, :run, feed, 1, true, external_id, type, external_id, name, attributes,
                   case when :changed and hashtext(external_id) % 100 = 0 then sha256(digest) else digest end
              from resource
             where tenant_id = :tenant and integration_id = :integration and to_revision is null
            """, """
            insert into staged_link (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                     from_type, from_id, relation, to_type, to_id, attributes, digest)
            select tenant_id, integration_id, :run, feed, 1, true, record_id, from_type, from_id, relation, to_type, to_id,
                   attributes, sha256(convert_to(from_id || to_id, 'UTF8'))
              from link
             where tenant_id = :tenant and integration_id = :integration and to_revision is null
            """, """
            insert into staged_grant (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                      account_type, account_id, resource_type, resource_id, value, through, attributes,
                                      digest)
            select tenant_id, integration_id, :run, feed, 1, true, record_id, account_type, account_id, resource_type,
                   resource_id,
                   case when :changed and hashtext(account_id || resource_id) % 100 = 0 then value || '+' else value end,
                   through, attributes, sha256(convert_to(account_id || resource_id, 'UTF8'))
              from access_grant
             where tenant_id = :tenant and integration_id = :integration and to_revision is null
            """);
    private static final String SIZE = """
            select sum(pg_total_relation_size(oid))
              from pg_class
             where relname in ('account', 'resource', 'access_grant', 'link', 'unread_fact', 'revision')
            """;
    private static final String TENANT = """
            select id from tenant where slug = 'acme'
            """;

    List<Result> measure() throws IOException, SQLException {
        SingleConnectionDataSource source = database.application();
        try (var room = room(source)) {
            List<Result> results = new ArrayList<>();
            TenantId tenant = tenant();
            results.add(day(room, tenant, 91, false, 2));
            results.add(day(room, tenant, 92, true, 4));
            results.add(firstImport(room));
            return results;
        } finally {
            source.destroy();
        }
    }

    /// The room that publishes, without the rest of the server.
    private static AnnotationConfigApplicationContext room(DataSource source) {
        var room = new AnnotationConfigApplicationContext();
        room.registerBean(DataSource.class, () -> source);
        room.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(source));
        room.registerBean(JdbcClient.class, () -> JdbcClient.create(source));
        room.registerBean(PlatformTransactionManager.class, () -> new DataSourceTransactionManager(source));
        room.registerBean(JsonMapper.class, JsonMapper::shared);
        room.registerBean(Clock.class, Clock::systemUTC);
        room.registerBean(TenantTransactions.class);
        var scanner = new ClassPathBeanDefinitionScanner(room);
        scanner.getBeanDefinitionDefaults().setLazyInit(true);
        // The tasks of the room ask for a scheduler and for tenants.
        scanner.addExcludeFilter(new AnnotationTypeFilter(Configuration.class));
        scanner.scan("dev.muster.ledger");
        room.refresh();
        return room;
    }

    private TenantId tenant() throws IOException, SQLException {
        try (Connection owner = database.owner()) {
            return new TenantId(JdbcClient.create(new SingleConnectionDataSource(owner, true))
                    .sql(TENANT)
                    .query(UUID.class)
                    .single());
        }
    }

    private Result day(AnnotationConfigApplicationContext room, TenantId tenant, int run, boolean changed, int goal)
            throws IOException, SQLException {
        var key = new RunKey(new IntegrationKey(tenant, new IntegrationId(integration)), run);
        var transactions = room.getBean(TenantTransactions.class);
        var db = room.getBean(JdbcClient.class);
        transactions.write(
                tenant,
                () -> STAGE.forEach(rows -> db.sql(rows)
                        .param("tenant", tenant.value())
                        .param("integration", integration)
                        .param("run", run)
                        .param("changed", changed)
                        .update()));
        long before = size();
        Duration time = end(room, key);
        long bytes = size() - before;
        return new Result(
                changed ? "Ledger, publishing a day of 1 % change" : "Ledger, publishing an unchanged day",
                String.format(Locale.ROOT, "%s, %,d bytes", Stopwatch.seconds(time), bytes),
                "from the last row staged to the commit: statistics, settling, digests, guard, publication, staged rows thrown away;"
                        + " 1,100,000 facts; growth of tables and indexes; goal %d s".formatted(goal));
    }

    /// All that a server asks of the ledger between the last row and the end of a run.
    private static Duration end(AnnotationConfigApplicationContext room, RunKey key) {
        var stopwatch = new Stopwatch();
        var transactions = room.getBean(TenantTransactions.class);
        StagedRun staged = room.getBean(StagedRun.class);
        transactions.write(key.tenant(), staged::collectStatistics);
        transactions.write(key.tenant(), () -> {
            staged.joinAsAWhole();
            staged.levels(key);
            room.getBean(StagedDuplicates.class).drop(key);
            room.getBean(StagedReferences.class).resolve(key, FEEDS, FEEDS);
            staged.stored(key);
            var publication = room.getBean(Publication.class);
            Comparison comparison = publication.compare(key);
            staged.digests(key, comparison.feeds());
            staged.hasAccounts(key);
            room.getBean(Removals.class).of(comparison, APPLICATION, FEEDS);
            publication.publish(comparison, APPLICATION, FEEDS, Clock.systemUTC());
            staged.discard(key);
        });
        return stopwatch.elapsed();
    }

    private long size() throws IOException, SQLException {
        try (Connection owner = database.owner()) {
            return JdbcClient.create(new SingleConnectionDataSource(owner, true))
                    .sql(SIZE)
                    .query(Long.class)
                    .single();
        }
    }

    private Result firstImport(AnnotationConfigApplicationContext room) throws IOException, SQLException {
        var key = new RunKey(
                new IntegrationKey(new TenantId(UUID.randomUUID()), new IntegrationId(UUID.randomUUID())), 1);
        Duration bare = copy(key, "create table plain_copy (like access_grant including defaults)");
        Duration kept = copy(key, "create table plain_copy (like access_grant including all)");
        var transactions = room.getBean(TenantTransactions.class);
        var staging = room.getBean(Staging.class);
        var stopwatch = new Stopwatch();
        for (int first = 0; first < GRANTS / GRANTS_OF_ACCOUNT; first += BATCH) {
            List<StagedRecord> batch = batch(first);
            transactions.write(key.tenant(), () -> staging.write(key, batch));
        }
        Duration staged = stopwatch.elapsed();
        Duration published = end(room, key);
        return new Result(
                "Ledger, first import of 1,000,000 grants",
                String.format(
                        Locale.ROOT,
                        "staged in %s, published in %s; plain COPY %s, into a table with the same indexes %s: %.1f times that",
                        Stopwatch.seconds(staged),
                        Stopwatch.seconds(published),
                        Stopwatch.seconds(bare),
                        Stopwatch.seconds(kept),
                        (double) staged.plus(published).toMillis() / kept.toMillis()),
                "one connection; goal: at most 3 times the COPY");
    }

    private static List<StagedRecord> batch(int first) {
        List<StagedRecord> batch = new ArrayList<>();
        for (int account = first; account < first + BATCH; account++) {
            List<Row> rows = new ArrayList<>();
            for (int grant = 0; grant < GRANTS_OF_ACCOUNT; grant++) {
                rows.add(new Row.Grant(
                        new Key("user", "P" + account), new Key("team", "T" + team(account, grant)), "manager"));
            }
            batch.add(new StagedRecord("team_members", account, "P" + account, rows));
        }
        return batch;
    }

    private static int team(int account, int grant) {
        return (account * 13 + grant * 251) % 2_000;
    }

    private Duration copy(RunKey key, String table) throws IOException, SQLException {
        var rows = new StringBuilder();
        for (int account = 0; account < GRANTS / GRANTS_OF_ACCOUNT; account++) {
            for (int grant = 0; grant < GRANTS_OF_ACCOUNT; grant++) {
                rows.append("%s\t%s\tuser\tP%d\tteam\tT%d\tmanager\t1\tteam_members\tP%d\t1\n"
                        .formatted(
                                key.tenant().value(),
                                key.integration().id().value(),
                                account,
                                team(account, grant),
                                account));
            }
        }
        try (Connection owner = database.owner()) {
            owner.createStatement().execute(table);
            var stopwatch = new Stopwatch();
            owner.unwrap(PGConnection.class).getCopyAPI().copyIn("""
                    copy plain_copy (tenant_id, integration_id, account_type, account_id, resource_type, resource_id, value,
                                from_revision, feed, record_id, run) from stdin
                    """, new StringReader(rows.toString()));
            Duration time = stopwatch.elapsed();
            owner.createStatement().execute("drop table plain_copy");
            return time;
        }
    }
}
