package dev.muster.backup;

import static java.time.ZoneOffset.UTC;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.secret.SigningKey;
import dev.muster.session.SecretCode;
import dev.muster.tenant.EmailAddress;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/// What the operator does about somebody who cannot sign in. For one thread; everything is done on the connection of
/// the tables' owner, and recorded in the audit record of each tenant that the sign-in belongs to.
public final class UserOffice {
    private static final Duration VALID = Duration.ofDays(1);

    private static final String NOW = """
            select now()
            """;
    private static final String HAS_THESE_TABLES = """
            select exists (select
                             from pg_attribute
                            where attrelid = to_regclass('public.password_link')
                              and attname = 'takes_factor_away')
                   and exists (select
                                 from pg_attribute
                                where attrelid = to_regclass('public.audit_entry')
                                  and attname = 'signature')
            """;
    private static final String BY_EMAIL = """
            select id, name, email
              from app_user
             where email_key = :email
             order by created_at, id
            """;
    /// The wall shows users their own memberships everywhere.
    private static final String BECOME = """
            select set_config('app.user', :user, true)
            """;
    private static final String TENANTS = """
            select t.id, t.slug
              from tenant t
              join member m on m.tenant_id = t.id and m.user_id = :user
             order by t.slug
            """;
    private static final String HAS_FACTOR = """
            select exists (select
                             from second_factor
                            where user_id = :user)
            """;
    private static final String MAKE = """
            insert into password_link (user_id, code_hash, valid_until, takes_factor_away)
            values (:user, :hash, :validUntil, :factor)
            on conflict (user_id) do update
               set code_hash = excluded.code_hash,
                   valid_until = excluded.valid_until,
                   only_in = null,
                   takes_factor_away = excluded.takes_factor_away
            """;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final TenantTransactions transactions;
    private final AuditTrail audit;
    private final Instant now;

    private UserOffice(Connection connection, Supplier<SigningKey> key) {
        var source = new SingleConnectionDataSource(connection, true);
        var manager = new DataSourceTransactionManager(source);
        this.db = JdbcClient.create(source);
        this.transaction = new TransactionTemplate(manager);
        this.transactions = new TenantTransactions(db, manager);
        this.now = db.sql(NOW).query(OffsetDateTime.class).single().toInstant();
        this.audit = AuditTrail.withoutServer(db, transactions, key, Clock.fixed(now, UTC));
    }

    /// @param connection of the owner; the caller closes it
    /// @param key        signs what is recorded
    public static UserOffice on(Connection connection, Supplier<SigningKey> key) {
        return new UserOffice(connection, key);
    }

    private record Belongs(TenantId tenant, String slug) {}

    /// One of the sign-ins with an e-mail.
    ///
    /// @param tenants short names of those it belongs to
    public record SignIn(UUID user, String name, String email, List<String> tenants) {
        public SignIn {
            tenants = List.copyOf(tenants);
        }
    }

    /// What a link does about the second factor of its sign-in.
    public enum Factor {
        NONE_THERE,
        STAYS,
        GOES
    }

    /// Path and query by which a sign-in gets a new password: `/set-password?code=...`.
    ///
    /// @param validUntil when it ends, if it is not used before
    /// @param factor     what becomes of the second factor when it is used
    public record Link(SignIn signIn, String path, Instant validUntil, Factor factor) {
        @Override
        public String toString() {
            return "Link[" + signIn.email() + ", (secret)]";
        }
    }

    /// Makes a link for whoever has that e-mail.
    ///
    /// @param tenant short name of a tenant it belongs to, where several sign-ins have the e-mail; none where one
    ///               has
    /// @param factor whether the second factor goes as well; otherwise it is asked for after the new password
    /// @throws NotDone when it is not clear whose it is, or nobody's
    public Link reset(String email, @Nullable String tenant, boolean factor) {
        requireSchema();
        List<SignIn> all = signIns(email);
        List<SignIn> meant = all.stream()
                .filter(signIn -> tenant == null || signIn.tenants().contains(tenant))
                .toList();
        if (meant.isEmpty()) {
            throw new NotDone(
                    tenant == null
                            ? "Nobody signs in with %s.".formatted(email)
                            : "Nobody of %s signs in with %s.".formatted(tenant, email),
                    "Check the e-mail; an Administrator sees it under Settings > Members.");
        }
        if (meant.size() > 1) {
            throw new NotDone(
                    "%d sign-ins have %s, and each has a password of its own: one of %s."
                            .formatted(
                                    meant.size(),
                                    email,
                                    String.join(
                                            ", one of ",
                                            meant.stream()
                                                    .map(UserOffice::where)
                                                    .toList())),
                    "Say which one with --tenant SHORT-NAME.");
        }
        return link(meant.getFirst(), factor);
    }

    private static String where(SignIn signIn) {
        return signIn.tenants().isEmpty() ? "no tenant" : String.join(" and ", signIn.tenants());
    }

    private Link link(SignIn signIn, boolean wanted) {
        String code = SecretCode.forLink();
        Instant until = now.plus(VALID);
        Factor factor = factor(signIn.user(), wanted);
        transactions.writeInEach(
                tenants(signIn.user()).stream().map(Belongs::tenant).toList(),
                () -> db.sql(MAKE)
                        .param("user", signIn.user())
                        .param("hash", SecretCode.hash(code))
                        .param("validUntil", until.atOffset(UTC))
                        .param("factor", factor == Factor.GOES)
                        .update(),
                tenant -> audit.record(
                        tenant,
                        Actor.OPERATOR,
                        "member.password_link_made",
                        "%s <%s>".formatted(signIn.name(), signIn.email()),
                        Map.of(
                                "link_valid_until",
                                until.toString(),
                                "takes_second_factor_away",
                                String.valueOf(factor == Factor.GOES))));
        return new Link(signIn, "/set-password?code=" + code, until, factor);
    }

    private Factor factor(UUID user, boolean goes) {
        boolean there =
                db.sql(HAS_FACTOR).param("user", user).query(Boolean.class).single();
        if (!there) {
            return Factor.NONE_THERE;
        }
        return goes ? Factor.GOES : Factor.STAYS;
    }

    private List<SignIn> signIns(String email) {
        return db
                .sql(BY_EMAIL)
                .param("email", new EmailAddress(email).canonical())
                .query((row, number) -> new SignIn(
                        row.getObject("id", UUID.class), row.getString("name"), row.getString("email"), List.of()))
                .list()
                .stream()
                .map(found -> new SignIn(
                        found.user(),
                        found.name(),
                        found.email(),
                        tenants(found.user()).stream().map(Belongs::slug).toList()))
                .toList();
    }

    private List<Belongs> tenants(UUID user) {
        List<Belongs> tenants = transaction.execute(status -> {
            db.sql(BECOME).param("user", user.toString()).query(String.class).single();
            return db.sql(TENANTS)
                    .param("user", user)
                    .query((row, number) ->
                            new Belongs(new TenantId(row.getObject("id", UUID.class)), row.getString("slug")))
                    .list();
        });
        return tenants == null ? List.of() : tenants;
    }

    private void requireSchema() {
        if (!db.sql(HAS_THESE_TABLES).query(Boolean.class).single()) {
            throw new NotDone(
                    "The tables of this database are of an earlier Muster.",
                    "Start this Muster on it once, then try again.");
        }
    }
}
