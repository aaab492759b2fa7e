package dev.muster.tenant;

import static java.time.ZoneOffset.UTC;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.problem.Faults;
import dev.muster.problem.InvalidInput;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The tenants of this Muster. Safe for many threads.
@Component
public class Tenants {
    private static final int LONGEST_NAME = 100;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

    private static final String BY_SLUG = """
            select id, slug, name, suspended_at, requires_second_factor, takes_passwords,
                   session_idle_minutes, session_hours, token_days
              from tenant
             where slug = :slug
            """;
    private static final String FIND = """
            select id, slug, name, suspended_at, requires_second_factor, takes_passwords,
                   session_idle_minutes, session_hours, token_days
              from tenant
             where id = :tenant
            """;
    private static final String IDS = """
            select id
              from tenant
             order by id
            """;
    private static final String IS_SUSPENDED = """
            select exists (select
                             from tenant
                            where id = :tenant
                              and suspended_at is not null)
            """;
    private static final String ADD = """
            insert into tenant (id, slug, name, created_at)
            values (:id, :slug, :name, :now)
            on conflict (slug) do nothing
            """;
    private static final String REQUIRE_SECOND_FACTOR = """
            update tenant
               set requires_second_factor = :required
             where id = :tenant
               and requires_second_factor <> :required
            """;
    private static final String TAKE_PASSWORDS = """
            update tenant
               set takes_passwords = :taken
             where id = :tenant
               and takes_passwords <> :taken
            """;
    private static final String LIMIT = """
            update tenant
               set session_idle_minutes = :idle,
                   session_hours = :hours,
                   token_days = :days
             where id = :tenant
               and (session_idle_minutes, session_hours, token_days) is distinct from (:idle, :hours, :days)
            """;
    /// For the policy that shows users their own memberships across tenants.
    private static final String NAME_USER = """
            select set_config('app.user', :user, true)
            """;
    /// Asks each tenant by the key of its members: there is no index that begins with anything but the tenant.
    private static final String OF_USER = """
            select t.id, t.slug, t.name, t.suspended_at, t.requires_second_factor, t.takes_passwords,
                   t.session_idle_minutes, t.session_hours, t.token_days, m.role
              from tenant t
              join member m on m.tenant_id = t.id and m.user_id = :user
             order by lower(t.name), t.id
            """;

    private final JdbcClient db;
    private final TransactionTemplate reading;
    private final TenantTransactions transactions;
    private final Members members;
    private final AuditTrail audit;
    private final Clock clock;

    Tenants(
            JdbcClient db,
            PlatformTransactionManager manager,
            TenantTransactions transactions,
            Members members,
            AuditTrail audit,
            Clock clock) {
        this.db = db;
        this.reading = new TransactionTemplate(manager);
        this.reading.setReadOnly(true);
        this.transactions = transactions;
        this.members = members;
        this.audit = audit;
        this.clock = clock;
    }

    /// The tenant with that name in addresses.
    public Optional<Tenant> bySlug(String slug) {
        if (!SLUG.matcher(slug).matches()) {
            return Optional.empty();
        }
        return db.sql(BY_SLUG).param("slug", slug).query(Tenants::tenant).optional();
    }

    /// The tenant with that id.
    public Optional<Tenant> find(TenantId tenant) {
        return db.sql(FIND)
                .param("tenant", tenant.value())
                .query(Tenants::tenant)
                .optional();
    }

    /// All of them, for work that each server does for every tenant.
    public List<TenantId> ids() {
        return db.sql(IDS)
                .query((row, number) -> new TenantId(row.getObject("id", UUID.class)))
                .list();
    }

    /// Whether the operator has suspended the tenant: nothing is done for it, and nobody is let in.
    public boolean isSuspended(TenantId tenant) {
        return db.sql(IS_SUSPENDED)
                .param("tenant", tenant.value())
                .query(Boolean.class)
                .single();
    }

    /// Where a user is a member, by name of the tenant. At most a few for most users; costs one look per tenant.
    public List<Membership> ofUser(UserId user) {
        List<Membership> memberships = reading.execute(status -> {
            db.sql(NAME_USER)
                    .param("user", user.value().toString())
                    .query(String.class)
                    .single();
            return db.sql(OF_USER)
                    .param("user", user.value())
                    .query((row, number) -> new Membership(tenant(row, number), Role.valueOf(row.getString("role"))))
                    .list();
        });
        return memberships == null ? List.of() : memberships;
    }

    /// Makes a tenant with its first Administrator.
    ///
    /// @param slug name in addresses: lower-case letters, digits and hyphens, at most 40
    /// @param administrator an existing user
    /// @throws InvalidInput about `slug` and `tenantName`, also when the slug is in use
    public Tenant create(String slug, String name, User administrator) {
        Tenant tenant = checked(slug, name);
        var actor = new Actor(Actor.Kind.USER, administrator.id().value(), administrator.name());
        transactions.write(tenant.id(), () -> {
            add(tenant);
            audit.record(tenant.id(), actor, "tenant.created", tenant.name(), Map.of("slug", tenant.slug()));
            members.add(tenant.id(), actor, administrator, Role.ADMINISTRATOR);
        });
        return tenant;
    }

    /// Whether a user belongs to no other tenant than this one.
    public boolean isOnlyIn(UserId user, TenantId tenant) {
        return ofUser(user).stream()
                .allMatch(membership -> membership.tenant().id().equals(tenant));
    }

    /// Says whether members without a second factor are let in. What is so already changes nothing.
    public void requireSecondFactor(TenantAccess access, boolean required) {
        access.require(Action.MANAGE_TENANT);
        transactions.write(access.id(), () -> {
            int changed = db.sql(REQUIRE_SECOND_FACTOR)
                    .param("tenant", access.id().value())
                    .param("required", required)
                    .update();
            if (changed == 1) {
                audit.record(
                        access.id(),
                        access.actor(),
                        required ? "tenant.second_factor_required" : "tenant.second_factor_left_open",
                        access.tenant().name(),
                        Map.of());
            }
        });
    }

    /// Says whether a sign-in by password opens the tenant. What is so already changes nothing.
    public void takePasswords(TenantAccess access, boolean taken) {
        access.require(Action.MANAGE_TENANT);
        transactions.write(access.id(), () -> {
            int changed = db.sql(TAKE_PASSWORDS)
                    .param("tenant", access.id().value())
                    .param("taken", taken)
                    .update();
            if (changed == 1) {
                audit.record(
                        access.id(),
                        access.actor(),
                        taken ? "tenant.passwords_taken" : "tenant.passwords_refused",
                        access.tenant().name(),
                        Map.of());
            }
        });
    }

    /// Says how long sessions and API tokens of the tenant last, in the caller's transaction of it. What is so already
    /// changes nothing.
    public void limit(TenantAccess access, AccessLimits wanted) {
        access.require(Action.MANAGE_TENANT);
        int changed = db.sql(LIMIT)
                .param("tenant", access.id().value())
                .param("idle", wanted.idleMinutes())
                .param("hours", wanted.hours())
                .param("days", wanted.tokenDays())
                .update();
        if (changed == 1) {
            audit.record(
                    access.id(),
                    access.actor(),
                    "tenant.limits_changed",
                    access.tenant().name(),
                    Map.of("before", access.tenant().limits().toString(), "after", wanted.toString()));
        }
    }

    /// Adds the faults of a slug and a tenant's name, under `slug` and `tenantName`.
    public static void check(Faults faults, String slug, String name) {
        faults.line("tenantName", "Name of the tenant", name, LONGEST_NAME);
        if (!SLUG.matcher(slug).matches()) {
            faults.add("slug", "The short name needs 1 to 40 lower-case letters, digits or hyphens between them.");
        }
    }

    private static Tenant checked(String slug, String name) {
        var faults = new Faults();
        check(faults, slug, name);
        faults.throwIfAny();
        return new Tenant(new TenantId(UUID.randomUUID()), slug, name.strip());
    }

    private void add(Tenant tenant) {
        int added = db.sql(ADD)
                .param("id", tenant.id().value())
                .param("slug", tenant.slug())
                .param("name", tenant.name())
                .param("now", clock.instant().atOffset(UTC))
                .update();
        if (added == 0) {
            throw new InvalidInput(Map.of("slug", "The short name " + tenant.slug() + " is taken. Choose another."));
        }
    }

    private static Tenant tenant(ResultSet row, int number) throws SQLException {
        return new Tenant(
                new TenantId(row.getObject("id", UUID.class)),
                row.getString("slug"),
                row.getString("name"),
                row.getObject("suspended_at") != null,
                row.getBoolean("requires_second_factor"),
                row.getBoolean("takes_passwords"),
                new AccessLimits(
                        row.getInt("session_idle_minutes"), row.getInt("session_hours"), row.getInt("token_days")));
    }
}
