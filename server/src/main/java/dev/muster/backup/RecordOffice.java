package dev.muster.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import dev.muster.audit.Pruned;
import dev.muster.audit.RecordPruning;
import dev.muster.audit.RecordPruning.Plan;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.secret.SigningKey;
import dev.muster.tenant.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// What the operator does about the audit record of a tenant: removes old entries of it. For one thread, on the
/// connection of the tables' owner.
public final class RecordOffice {
    private static final FileAttribute<?> OURS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final String NOW = """
            select now()
            """;
    private static final String SHIPPED = """
            select number
              from audit_shipped
             where tenant_id = :tenant
            """;

    private final TenantOffice tenants;
    private final JdbcClient db;
    private final TenantTransactions transactions;
    private final RecordPruning pruning;

    private RecordOffice(Connection connection, Supplier<SigningKey> key) {
        var source = new SingleConnectionDataSource(connection, true);
        this.tenants = TenantOffice.on(connection, key);
        this.db = JdbcClient.create(source);
        this.transactions = new TenantTransactions(db, new DataSourceTransactionManager(source));
        Instant now = db.sql(NOW).query(OffsetDateTime.class).single().toInstant();
        this.pruning = RecordPruning.withoutServer(db, transactions, key, Clock.fixed(now, UTC));
    }

    /// @param connection of the owner; the caller closes it
    /// @param key        signs what is recorded
    public static RecordOffice on(Connection connection, Supplier<SigningKey> key) {
        return new RecordOffice(connection, key);
    }

    /// What is kept of entries that are removed.
    public sealed interface Copy {
        /// A file of JSON Lines that `muster audit verify` checks.
        ///
        /// @param file must not be there yet
        record Export(Path file) implements Copy {}

        /// What the sink has that `MUSTER_AUDIT_SINK` names.
        record Shipped() implements Copy {}

        /// Nothing.
        record None() implements Copy {}
    }

    /// Checks the record, and finds the entries that are older than a moment.
    ///
    /// @param slug short name of the tenant
    /// @throws NotDone when there are none, or the record was changed outside Muster
    public Pruned plan(String slug, Instant before) {
        return switch (pruning.plan(tenants.require(slug).id(), before)) {
            case Plan.Goes(Pruned entries) -> entries;
            case Plan.Nothing() ->
                throw new NotDone(
                        "The record of %s has no entry from before %s that may go; the newest always stays."
                                .formatted(slug, before),
                        "Name a later day with --before.");
            case Plan.Broken(String why) ->
                throw new NotDone(
                        "The record of %s was changed outside Muster (%s), and nothing of it was removed: that would hide what was changed."
                                .formatted(slug, why),
                        "Find out what happened; docs/operations.md tells what to compare it with.");
        };
    }

    /// Removes what was planned, once the copy is where it should be. The record tells of it.
    ///
    /// @throws NotDone when there is no such copy; nothing is removed then
    public void prune(String slug, Pruned entries, Copy copy) {
        Tenant tenant = tenants.require(slug);
        switch (copy) {
            case Copy.Export(Path file) -> export(tenant.id(), entries, file);
            case Copy.Shipped() -> {
                requireShipped(tenant, entries);
                pruning.remove(tenant.id(), entries, Map.of("copy", "the sink had taken them"));
            }
            case Copy.None() -> pruning.remove(tenant.id(), entries, Map.of("copy", "no copy was kept"));
        }
    }

    private void export(TenantId tenant, Pruned entries, Path file) {
        String sha256 = written(tenant, entries, file);
        try {
            pruning.remove(
                    tenant, entries, Map.of("copy", "they were written into a file before", "file_sha256", sha256));
        } catch (RuntimeException notRemoved) {
            delete(file);
            throw notRemoved;
        }
    }

    /// On the disk before anything goes.
    private String written(TenantId tenant, Pruned entries, Path file) {
        var digesting = new Digesting();
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OURS)) {
            try (Writer lines =
                    Channels.newWriter(Channels.newChannel(digesting.into(Channels.newOutputStream(channel))), UTF_8)) {
                pruning.copy(tenant, entries, lines);
            } catch (IOException | RuntimeException halfWritten) {
                delete(file);
                throw halfWritten;
            }
            channel.force(true);
        } catch (FileAlreadyExistsException e) {
            throw new NotDone("%s is there already and stays as it is.".formatted(file), "Name another file.", e);
        } catch (IOException e) {
            throw new NotDone(
                    "%s could not be written (%s), and nothing was removed.".formatted(file, e.getMessage()),
                    "See that its folder is there, that this user may write in it, and that the disk is not full.",
                    e);
        }
        return digesting.sha256Hex();
    }

    private void requireShipped(Tenant tenant, Pruned entries) {
        long sent = transactions.read(
                tenant.id(),
                () -> db.sql(SHIPPED)
                        .param("tenant", tenant.id().value())
                        .query(Long.class)
                        .optional()
                        .orElse(0L));
        if (sent < entries.last()) {
            throw new NotDone(
                    "The sink has taken the entries of %s up to %d, and those up to %d are to go; nothing was removed."
                            .formatted(tenant.slug(), sent, entries.last()),
                    "Wait until it has them, or copy them into a file with --export FILE.");
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("%s is of no use and could not be deleted".formatted(file), e);
        }
    }
}
