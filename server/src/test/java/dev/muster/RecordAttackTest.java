package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.database.TenantId;
import dev.muster.simulator.account.SimulatedAccount;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;

/// Attacks on what was published, by somebody who got hold of the application's way into the database.
@MusterTest
@Tag("oldest-database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordAttackTest {
    private static final List<String> PUBLISHED = List.of(
            "account",
            "resource",
            "access_grant",
            "link",
            "unread_fact",
            "change_record",
            "revision",
            "sync_run",
            "sync_feed",
            "sync_note",
            "sync_part",
            "sync_disagreement");

    @Autowired
    private ApplicationContext server;

    private WatchedAccount watched;
    private TenantId tenant;

    @BeforeAll
    void two_revisions() {
        watched = WatchedAccount.synced(server, SimulatedAccount.of(10, 2, 4));
        watched.account().removeUser(watched.account().users().getLast().id());
        watched.sync();
        tenant = watched.tenant().tenant().id();
    }

    @AfterAll
    void close() {
        watched.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update account set name = 'Forged' where tenant_id = :tenant",
                "update account set to_revision = null where tenant_id = :tenant and to_revision is not null",
                "update account set to_revision = 9 where tenant_id = :tenant and to_revision is not null",
                "update account set from_revision = 9 where tenant_id = :tenant",
                "update account set to_revision = 0 where tenant_id = :tenant and to_revision is null",
                "update account set to_revision = 2 where tenant_id = :tenant and to_revision is null",
                "update account set to_revision = 4 where tenant_id = :tenant and to_revision is null",
                "insert into account (tenant_id, integration_id, type, external_id, from_revision, name, kind, state,"
                        + " attributes, digest, feed, run) select tenant_id, integration_id, type, 'forged', 1, name,"
                        + " kind, state, attributes, digest, feed, run from account where tenant_id = :tenant limit 1",
                "delete from account where tenant_id = :tenant",
                "update resource set attributes = '{}' where tenant_id = :tenant",
                "delete from resource where tenant_id = :tenant",
                "update access_grant set value = 'observer' where tenant_id = :tenant",
                "update access_grant set to_revision = null where tenant_id = :tenant and to_revision is not null",
                "update access_grant set to_revision = 1 where tenant_id = :tenant and to_revision is null",
                "delete from access_grant where tenant_id = :tenant",
                "update link set feed = 'other' where tenant_id = :tenant",
                "delete from link where tenant_id = :tenant",
                "update revision set published_at = now() where tenant_id = :tenant",
                "update revision set folded_at = now() where tenant_id = :tenant",
                "delete from revision where tenant_id = :tenant",
                "delete from change_record where tenant_id = :tenant",
                "delete from unread_fact where tenant_id = :tenant",
                "update sync_run set digest = 'forged' where tenant_id = :tenant",
                "update sync_run set outcome = null where tenant_id = :tenant",
                "delete from sync_run where tenant_id = :tenant",
                "update sync_feed set fetched = fetched + 1 where tenant_id = :tenant",
                "delete from sync_feed where tenant_id = :tenant",
                "insert into sync_note (tenant_id, integration_id, run, feed, kind, subject, detail)"
                        + " select tenant_id, integration_id, run, feed, 'remark', 'forged', 'forged' from sync_feed"
                        + " where tenant_id = :tenant and run = 1",
                "select begin_removal(:tenant, (select min(id::text)::uuid from integration where tenant_id = :tenant))",
                "select remove_access(:tenant, (select min(id::text)::uuid from integration where tenant_id = :tenant), 9)",
                "select remove_runs(:tenant, (select min(id::text)::uuid from integration where tenant_id = :tenant), 9)",
                "select fold_revisions(:tenant, (select min(id::text)::uuid from integration where tenant_id = :tenant))",
                "select fold_facts(:tenant, (select min(id::text)::uuid from integration where tenant_id = :tenant), 9)"
            })
    void the_applications_role_cannot_change_what_was_published(String statement) {
        Map<String, String> before = published();

        String outcome = attempt(statement);

        assertThat(published()).as(outcome).isEqualTo(before);
    }

    /// Some are refused, others find nothing that they may touch.
    private String attempt(String statement) {
        FreshDatabase.Transactions app = app();
        try {
            return app.in().write(tenant, () -> {
                nameTheIntegration(app);
                var attack = app.db().sql(statement).param("tenant", tenant.value());
                if (statement.startsWith("select")) {
                    attack.query(row -> {});
                    return "done";
                }
                return attack.update() + " rows";
            });
        } catch (DataAccessException refusal) {
            return String.valueOf(refusal.getMostSpecificCause().getMessage());
        }
    }

    /// As whoever publishes does.
    private void nameTheIntegration(FreshDatabase.Transactions app) {
        app.db()
                .sql("select set_config('app.integration', cast(:integration as text), true)")
                .param("integration", watched.id())
                .query(row -> {});
    }

    @Test
    void a_fact_may_end_with_the_next_revision_and_nothing_else() {
        FreshDatabase.Transactions app = app();

        assertThatThrownBy(() -> app.in().write(tenant, () -> {
                    nameTheIntegration(app);
                    int ended = app.db()
                            .sql("update account set to_revision = 3 where tenant_id = :tenant and to_revision is null")
                            .param("tenant", tenant.value())
                            .update();
                    throw new IllegalStateException("ended " + ended);
                }))
                .hasMessage("ended " + watched.accounts().size());
    }

    @Test
    void every_revision_and_its_certificate_enter_the_record_with_their_digests() {
        JsonNode run = watched.api().get(watched.path() + "/runs/2").json().get("run");

        List<Map<String, @Nullable Object>> entries = watched.database()
                .sql("""
                        select details ->> 'revision' as revision, details ->> 'run' as run, details ->> 'digest' as digest,
                               length(details ->> 'certificate') as certificate, actor_kind
                          from audit_entry
                         where tenant_id = :tenant and action = 'revision.published'
                         order by number
                        """)
                .param("tenant", tenant.value())
                .query()
                .listOfRows();

        assertThat(entries).hasSize(2);
        assertThat(entries.getLast())
                .isEqualTo(Map.of(
                        "revision", "2",
                        "run", "2",
                        "digest", run.get("digest").asString(),
                        "certificate", 64,
                        "actor_kind", "MUSTER"));
    }

    @Test
    void a_certificate_that_the_tables_owner_changed_is_named() {
        JsonNode good = watched.api().get("/audit/check").json();
        assertThat(good.get("unbroken").asBoolean()).as(good.toString()).isTrue();
        assertThat(good.get("revisions").asInt()).isEqualTo(2);

        String change =
                "update sync_feed set fetched = fetched + %d where tenant_id = :tenant and run = 1 and position = 0";
        watched.database()
                .sql(change.formatted(1))
                .param("tenant", tenant.value())
                .update();
        JsonNode forged = watched.api().get("/audit/check").json();
        watched.database()
                .sql(change.formatted(-1))
                .param("tenant", tenant.value())
                .update();

        assertThat(forged.get("unbroken").asBoolean()).isFalse();
        assertThat(forged.get("why").asString())
                .contains(
                        "The certificate of run 1 of", "which revision 1 comes from, is not the one that was recorded");
        assertThat(watched.api().get("/audit/check").json()).isEqualTo(good);
    }

    @Test
    void a_revision_that_nobody_recorded_is_named() {
        String forged = """
                insert into revision (tenant_id, integration_id, number, run, published_at, accounts, groups, grants, added,
                                      removed, changed)
                select tenant_id, integration_id, 3, run, now(), accounts, groups, grants, added, removed, changed
                  from revision
                 where tenant_id = :tenant and number = 2
                """;
        assertThat(attempt(forged)).isEqualTo("1 rows");
        JsonNode found = watched.api().get("/audit/check").json();
        watched.database()
                .sql("delete from revision where tenant_id = :tenant and number = 3")
                .param("tenant", tenant.value())
                .update();

        assertThat(found.get("unbroken").asBoolean()).isFalse();
        assertThat(found.get("why").asString()).matches("Revision 3 of .* is not in the record\\.");
    }

    @Test
    void the_api_lists_what_was_asked_page_by_page() {
        JsonNode first = watched.api().get("/audit?what=syncs&limit=1").json();
        assertThat(first.get("items")).hasSize(1);
        JsonNode rest = watched.api()
                .get("/audit?what=syncs&after=" + first.get("next").asString())
                .json();

        assertThat(rest.get("next")).isNull();
        assertThat(rest.get("items")
                        .valueStream()
                        .map(item -> item.get("sentence").asString()))
                .anyMatch(sentence -> sentence.endsWith(": revision 1 from run 1"));
        assertThat(watched.api().get("/audit?what=nothing").status()).isEqualTo(422);
        assertThat(watched.api().get("/audit?after=MQ.MQ").status()).isEqualTo(422);
        assertThat(watched.api().get("/audit?actor=Ana").json().toString()).contains("There is no parameter actor");
    }

    private FreshDatabase.Transactions app() {
        return server.getBean(FreshDatabase.class).transactions();
    }

    /// A digest of all rows of each table, past row-level security.
    private Map<String, String> published() {
        return PUBLISHED.stream()
                .collect(Collectors.toMap(
                        table -> table,
                        table -> watched.database()
                                .sql(
                                        "select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from %s t where tenant_id = :tenant"
                                                .formatted(table))
                                .param("tenant", tenant.value())
                                .query(String.class)
                                .single()));
    }
}
