package dev.muster.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.simulator.PagerDutySimulator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Tenants of fifty integrations each, all owned by one person, on some servers of one database.
final class FleetTenants {
    private static final int INTEGRATIONS_OF_TENANT = 50;
    private static final int HANDS = 8;
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofHours(3);

    /// With an API token, whose hash is stored.
    private static final String ADD_TENANT = """
            with added as (
                insert into tenant (id, slug, name, created_at) values (cast(:tenant as uuid), :slug, :slug, now())
            ), joined as (
                insert into member (tenant_id, user_id, role, since)
                select cast(:tenant as uuid), u.id, 'ADMINISTRATOR', now()
                  from app_user u where lower(u.email) = lower(:owner)
            )
            insert into api_token (tenant_id, id, owner_id, name, scopes, hash, created_at, expires_at)
            select cast(:tenant as uuid), gen_random_uuid(), u.id, 'fleet', '{READ,INTEGRATIONS}', :hash,
                   now(), now() + interval '1 day'
              from app_user u where lower(u.email) = lower(:owner)
            """;
    private static final String READ = """
            select count(*) from scheduled_tasks
             where task_name = 'sync' and last_success > cast(:since as timestamptz) and not picked
            """;
    private static final String NOW = """
            select now()::text
            """;
    private static final String ALL_DUE = """
            update scheduled_tasks
               set execution_time = now()
             where task_name = 'sync' and not picked
               and task_instance not like (select id || '/%' from tenant where slug = 'acme')
            """;
    private static final String PUBLISHED = """
            select count(*)
              from integration_status
             where tenant_id = cast(:tenant as uuid) and state = 'connected' and revision >= :revision
            """;
    private static final String ENTER = """
            select set_config('app.tenant', :tenant, false)
            """;

    private record Tenant(UUID id, String slug, String token) {}

    private final Workshop workshop;
    private final LedgerDatabase database;
    private final List<String> servers;
    private final PagerDutySimulator far;
    private final String owner;
    private final List<Tenant> tenants = new ArrayList<>();
    private int integrations;

    /// @param owner e-mail of the person
    FleetTenants(
            Workshop workshop, LedgerDatabase database, List<String> servers, PagerDutySimulator far, String owner) {
        this.workshop = workshop;
        this.database = database;
        this.servers = servers;
        this.far = far;
        this.owner = owner;
    }

    /// Adds tenants and their integrations until there are so many, and waits until each is published.
    Duration addUpTo(int size) throws IOException, InterruptedException, SQLException {
        try (Connection connection = database.owner()) {
            JdbcClient db = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            int known = tenants.size();
            while (tenants.size() * INTEGRATIONS_OF_TENANT < size) {
                addTenant(db);
            }
            int added = size - integrations;
            String now = db.sql(NOW).query(String.class).single();
            var stopwatch = new Stopwatch();
            connect(added, known == tenants.size() ? tenants : tenants.subList(known, tenants.size()));
            await(db, added, now);
            Duration time = stopwatch.elapsed();
            requirePublished(db, 1);
            return time;
        }
    }

    /// Lets all be due now, and waits until each was read and published once more.
    Duration readAgain() throws IOException, InterruptedException, SQLException {
        try (Connection connection = database.owner()) {
            JdbcClient db = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            String now = db.sql(NOW).query(String.class).single();
            var stopwatch = new Stopwatch();
            db.sql(ALL_DUE).update();
            await(db, integrations, now);
            Duration time = stopwatch.elapsed();
            requirePublished(db, 2);
            return time;
        }
    }

    private void addTenant(JdbcClient db) {
        UUID id = UUID.randomUUID();
        String token = "mst_"
                + Base64.getUrlEncoder()
                        .encodeToString(ByteBuffer.allocate(48)
                                .putLong(id.getMostSignificantBits())
                                .putLong(id.getLeastSignificantBits())
                                .putLong(24, tenants.size())
                                .array());
        var tenant = new Tenant(id, "fleet-" + tenants.size(), token);
        db.sql(ENTER).param("tenant", id.toString()).query(row -> {});
        db.sql(ADD_TENANT)
                .param("tenant", id.toString())
                .param("slug", tenant.slug())
                .param("owner", owner)
                .param("hash", hash(token))
                .update();
        tenants.add(tenant);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    private void connect(int wanted, List<Tenant> among) throws IOException, InterruptedException {
        try (ExecutorService hands = Executors.newFixedThreadPool(HANDS)) {
            List<Future<String>> added = new ArrayList<>();
            for (int one = 0; one < wanted; one++) {
                int number = integrations++;
                Tenant tenant = among.get(one % among.size());
                added.add(hands.submit(() -> new ServerApi(
                                workshop, servers.get(number % servers.size()), tenant.slug(), tenant.token())
                        .connect(far, "Integration " + number, owner)));
            }
            for (Future<String> one : added) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("An integration could not be added", e);
        }
    }

    private static void await(JdbcClient db, int wanted, String since) throws IOException, InterruptedException {
        var stopwatch = new Stopwatch();
        while (read(db, since) < wanted) {
            if (stopwatch.elapsed().compareTo(LONGEST) > 0) {
                throw new IOException("Only %d of %d integrations were read".formatted(read(db, since), wanted));
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private static long read(JdbcClient db, String since) {
        return db.sql(READ).param("since", since).query(Long.class).single();
    }

    private void requirePublished(JdbcClient db, int revision) throws IOException {
        long published = 0;
        for (Tenant tenant : tenants) {
            db.sql(ENTER).param("tenant", tenant.id().toString()).query(row -> {});
            published += db.sql(PUBLISHED)
                    .param("tenant", tenant.id().toString())
                    .param("revision", revision)
                    .query(Long.class)
                    .single();
        }
        if (published < integrations) {
            throw new IOException("Only %d of %d integrations were published".formatted(published, integrations));
        }
    }
}
