package dev.muster.backup;

import static java.time.ZoneOffset.UTC;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.backup.SealedColumn.Row;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.secret.KeyRotation;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// What the operator does about the master key: seals everything that is stored anew with the newest key of its file,
/// beside running servers or without one. Each value is replaced by itself and only where nobody changed it meanwhile,
/// so it may be stopped at any time and run again. For one thread, on the connection of the tables' owner.
public final class KeyOffice {
    /// No id is as small.
    private static final TenantId NO_TENANT = new TenantId(new UUID(0, 0));

    private static final int BATCH = 500;
    private static final String SUBJECT = "the master key";

    private static final String NOW = """
            select now()
            """;
    private static final String TENANTS = """
            select id
              from tenant
             order by id
            """;
    private static final String CHECK = """
            select sealed
              from master_key_check
            """;
    private static final String REPLACE_CHECK = """
            update master_key_check
               set sealed = :next
             where sealed = :before
            """;

    private final JdbcClient db;
    private final TenantTransactions transactions;
    private final AuditTrail audit;
    private final KeyRotation rotation;

    private KeyOffice(Connection connection, MasterKeyFile key) {
        var source = new SingleConnectionDataSource(connection, true);
        this.db = JdbcClient.create(source);
        this.transactions = new TenantTransactions(db, new DataSourceTransactionManager(source));
        this.rotation = KeyRotation.with(key.place());
        Instant now = db.sql(NOW).query(OffsetDateTime.class).single().toInstant();
        this.audit = AuditTrail.withoutServer(db, transactions, key::signing, Clock.fixed(now, UTC));
    }

    /// @param connection of the owner; the caller closes it
    /// @param key        with the keys as they are in the file now
    public static KeyOffice on(Connection connection, MasterKeyFile key) {
        return new KeyOffice(connection, key);
    }

    /// @param renewed values sealed with the newest key
    /// @param closed  values that no key of the file opens; they are as they were
    public record Resealed(int renewed, int closed) {
        static final Resealed NOTHING = new Resealed(0, 0);

        Resealed and(Resealed more) {
            return new Resealed(renewed + more.renewed, closed + more.closed);
        }
    }

    /// Seals anew what is not sealed with the newest key. It is recorded in every tenant when the key is new to this
    /// database, whose records are signed with it from now on, and otherwise where something was sealed.
    ///
    /// @throws NotDone when this database was not sealed with a key of the file
    public Resealed reseal() {
        boolean newKey = renewCheck();
        Resealed all = reseal(SealedColumn.AUTHENTICATOR, NO_TENANT);
        for (TenantId tenant : tenants()) {
            all = all.and(resealAndRecord(tenant, newKey));
        }
        return all;
    }

    /// @throws NotDone when this database was not sealed with a key of the file
    public void requireKey() {
        if (!rotation.isOf(check())) {
            throw new NotDone(
                    "This database was not sealed with a key of the master key file; nothing was sealed anew.",
                    "Name the file that its servers use in MUSTER_MASTER_KEY_FILE.");
        }
    }

    /// Lets servers start with the key of the file although what is stored was sealed with another, which is lost.
    /// What that sealed stays closed and has to be entered again; all else is as it was. Recorded in every tenant.
    ///
    /// @return how many values stay closed
    /// @throws NotDone when the key of the file is the one of this database
    public int goOnWithoutLostKey() {
        byte[] check = check();
        if (rotation.isOf(check)) {
            throw new NotDone(
                    "The key in the master key file is the one of this database; nothing was changed.",
                    "Start the servers with it.");
        }
        db.sql(REPLACE_CHECK)
                .param("next", rotation.newCheck())
                .param("before", check)
                .update();
        int closed = reseal(SealedColumn.AUTHENTICATOR, NO_TENANT).closed();
        for (TenantId tenant : tenants()) {
            closed += recordLoss(tenant);
        }
        return closed;
    }

    private int recordLoss(TenantId tenant) {
        return transactions.write(tenant, () -> {
            int closed = resealed(tenant).closed();
            audit.record(tenant, Actor.OPERATOR, "keys.replaced", SUBJECT, Map.of("closed", String.valueOf(closed)));
            return closed;
        });
    }

    private List<TenantId> tenants() {
        return db.sql(TENANTS)
                .query((row, number) -> new TenantId(row.getObject("id", UUID.class)))
                .list();
    }

    private byte[] check() {
        return db.sql(CHECK)
                .query((row, number) -> row.getBytes("sealed"))
                .optional()
                .orElseThrow(() -> new NotDone(
                        "No server has started on this database yet, so nothing is sealed.",
                        "Start one: it makes a master key, or takes the one that MUSTER_MASTER_KEY_FILE names."));
    }

    /// @return whether the newest key was not known here before
    private boolean renewCheck() {
        requireKey();
        byte[] check = check();
        return rotation.isDue(check)
                && db.sql(REPLACE_CHECK)
                                .param("next", rotation.newCheck())
                                .param("before", check)
                                .update()
                        > 0;
    }

    private Resealed resealAndRecord(TenantId tenant, boolean newKey) {
        return transactions.write(tenant, () -> {
            Resealed done = resealed(tenant);
            if (newKey || done.renewed() > 0) {
                audit.record(
                        tenant,
                        Actor.OPERATOR,
                        "keys.rotated",
                        SUBJECT,
                        Map.of("values", String.valueOf(done.renewed()), "closed", String.valueOf(done.closed())));
            }
            return done;
        });
    }

    private Resealed resealed(TenantId tenant) {
        return Stream.of(
                        SealedColumn.CREDENTIAL,
                        SealedColumn.MAIL,
                        SealedColumn.SINGLE_SIGN_ON,
                        SealedColumn.WEBHOOK,
                        SealedColumn.WEBHOOK_BEFORE)
                .map(column -> reseal(column, tenant))
                .reduce(Resealed.NOTHING, Resealed::and);
    }

    private Resealed reseal(SealedColumn column, TenantId tenant) {
        Resealed done = Resealed.NOTHING;
        List<Row> batch = batch(column, tenant, new Row(NO_TENANT.value(), "", new byte[0]));
        while (!batch.isEmpty()) {
            for (Row row : batch) {
                done = done.and(reseal(column, tenant, row));
            }
            batch = batch(column, tenant, batch.getLast());
        }
        return done;
    }

    private Resealed reseal(SealedColumn column, TenantId tenant, Row row) {
        if (!rotation.isDue(row.sealed())) {
            return Resealed.NOTHING;
        }
        Optional<byte[]> next = rotation.again(column.place(tenant, row), row.sealed());
        if (next.isEmpty()) {
            return new Resealed(0, 1);
        }
        int changed = db.sql(column.replace())
                .param("tenant", tenant.value())
                .param("id", row.id())
                .param("field", row.field())
                .param("before", row.sealed())
                .param("next", next.get())
                .update();
        return new Resealed(changed, 0);
    }

    private List<Row> batch(SealedColumn column, TenantId tenant, Row last) {
        return db.sql(column.batch())
                .param("tenant", tenant.value())
                .param("after", last.id())
                .param("afterField", last.field())
                .param("limit", BATCH)
                .query(Row::of)
                .list();
    }
}
