package dev.muster.sync;

import static dev.muster.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.FarFromNow;
import dev.muster.ScriptedIntegration;
import dev.muster.connector.Secret;
import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.integration.ConfigurationDraft;
import dev.muster.integration.Configurations;
import dev.muster.integration.Integration.HoldLimit;
import dev.muster.integration.IntegrationDraft;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.problem.NoSuchThing;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.User;
import dev.muster.tenant.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// People and runs that lay hands on one integration in the same moment wait for each other; none is thrown out by
/// PostgreSQL for a deadlock. The order is written down at the room `database`.
@MusterTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderOfLocksTest {
    private static final List<Class<? extends RuntimeException>> IN_WORDS =
            List.of(NoSuchThing.class, Conflict.class, InvalidInput.class);
    private static final String LEFT_OVER = """
            select (select count(*) from integration where id = :id)
                   + (select count(*) from integration_status where integration_id = :id)
                   + (select count(*) from sync_run where integration_id = :id and outcome is null)
                   + (select count(*) from staged_account where integration_id = :id)
            """;
    private static final String DELETED = """
            select count(*)
              from audit_entry
             where action = 'integration.deleted' and details ->> 'integration' = :id
            """;

    @Autowired
    private ApplicationContext server;

    private final ExecutorService people = Executors.newFixedThreadPool(7);
    private TenantAccess ana;
    private User bo;
    private String key;

    @BeforeAll
    void a_tenant_with_two_people() {
        var scripted = ScriptedIntegration.synced(server, 30, 3);
        ana = scripted.tenant().access();
        bo = scripted.tenant().join("Bo Berg", Role.RISK_MANAGER);
        key = scripted.secret();
    }

    @AfterAll
    void everybody_leaves() {
        people.shutdownNow();
    }

    static LongStream rounds() {
        return LongStream.rangeClosed(1, 100);
    }

    @ParameterizedTest(name = "round {0}")
    @MethodSource("rounds")
    void whatever_meets_a_deletion_waits_or_is_told_in_words(long round) throws Exception {
        IntegrationId id = addedAndConfigured("Round " + round);
        List<Runnable> acts = new ArrayList<>(List.of(
                () -> integrations().delete(ana, id, "Round " + round),
                () -> configure(id, "03:00"),
                () -> configure(id, "04:00"),
                () -> pauseAndResume(id),
                () -> server.getBean(Syncs.class).request(ana, id),
                () -> nameBo(id, round),
                this::removeBo));
        Collections.shuffle(acts, new Random(round));

        List<Throwable> faults = atOnce(acts);

        assertThat(faults)
                .allSatisfy(
                        fault -> assertThat(IN_WORDS).contains(fault.getClass().asSubclass(RuntimeException.class)));
        assertThat(count(DELETED, id)).isOne();
        assertThat(eventually(() -> count(LEFT_OVER, id), rows -> rows == 0)).isZero();
        bringBoBack();
    }

    @Test
    void of_two_people_who_choose_the_same_name_at_once_one_is_told() throws Exception {
        for (int round = 0; round < 10; round++) {
            String name = "Twin " + round;

            List<Throwable> faults = atOnce(List.of(() -> add(name), () -> add(name)));

            assertThat(faults).hasExactlyElementsOfTypes(InvalidInput.class);
        }
    }

    private IntegrationId addedAndConfigured(String name) {
        IntegrationId id = add(name);
        configure(id, FarFromNow.TIME);
        return id;
    }

    private IntegrationId add(String name) {
        return integrations().add(ana, "scripted", draft(name, List.of()));
    }

    private IntegrationDraft draft(String name, List<UserId> owners) {
        return new IntegrationDraft(name, "", ana.user(), owners, HoldLimit.USUAL);
    }

    private void configure(IntegrationId id, String dailyAt) {
        int version = integrations().get(ana.id(), id).integration().version();
        server.getBean(Configurations.class)
                .save(
                        ana,
                        id,
                        version,
                        new ConfigurationDraft(
                                Map.of("sign_in", "key"), Map.of("access_key", Secret.of(key)), dailyAt, "UTC"));
    }

    private void pauseAndResume(IntegrationId id) {
        integrations().pause(ana, id);
        integrations().resume(ana, id);
    }

    private void nameBo(IntegrationId id, long round) {
        int version = integrations().get(ana.id(), id).integration().version();
        integrations().change(ana, id, version, draft("Round " + round, List.of(bo.id())));
    }

    private void removeBo() {
        server.getBean(Members.class).remove(ana.id(), ana.actor(), bo.id());
    }

    private void bringBoBack() {
        Members members = server.getBean(Members.class);
        if (members.find(ana.id(), bo.id()).isEmpty()) {
            members.add(ana.id(), ana.actor(), bo, Role.RISK_MANAGER);
        }
    }

    private Integrations integrations() {
        return server.getBean(Integrations.class);
    }

    private List<Throwable> atOnce(List<Runnable> acts) throws InterruptedException {
        var barrier = new CyclicBarrier(acts.size());
        List<Future<?>> under = new ArrayList<>();
        for (Runnable act : acts) {
            under.add(people.submit(() -> {
                barrier.await();
                act.run();
                return true;
            }));
        }
        List<Throwable> faults = new ArrayList<>();
        for (Future<?> one : under) {
            try {
                one.get();
            } catch (ExecutionException e) {
                faults.add(e.getCause());
            }
        }
        return faults;
    }

    private long count(String question, IntegrationId id) {
        return JdbcClient.create(server.getBean(FreshDatabase.class).administrator())
                .sql(question)
                .param("id", question.equals(DELETED) ? id.value().toString() : id.value())
                .query(Long.class)
                .single();
    }
}
