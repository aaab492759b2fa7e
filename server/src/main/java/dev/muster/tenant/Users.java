package dev.muster.tenant;

import static java.time.ZoneOffset.UTC;

import dev.muster.database.TenantId;
import dev.muster.problem.Faults;
import dev.muster.problem.InvalidInput;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Everybody who may sign in to this Muster, whichever tenants they belong to. Safe for many threads.
///
/// Nobody owns an e-mail here: several users may have the same one, each made for another tenant, and what they sign in
/// with tells them apart.
@Component
public class Users {
    /// Most characters of a name.
    public static final int LONGEST_NAME = 100;

    private static final String FIND = """
            select id, name, email
              from app_user
             where id = :user
            """;
    private static final String BY_EMAIL = """
            select id, name, email
              from app_user
             where email_key = :email
             order by created_at, id
            """;
    private static final String ANY = """
            select exists (select from app_user)
            """;
    private static final String ADD = """
            insert into app_user (id, email, email_key, name, added_by, created_at)
            values (:id, :email, :key, :name, :addedBy, :now)
            on conflict (email_key, added_by) where added_by is not null do nothing
            """;
    private static final String MADE_FOR = """
            select id
              from app_user
             where email_key = :email
               and added_by = :tenant
               for update
            """;
    private static final String SET_FREE = """
            update app_user
               set added_by = null
             where id = :user
            """;
    private static final String DELETE = """
            delete from app_user
             where id = :user
            """;

    private final JdbcClient db;
    private final Clock clock;

    Users(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// The user of that id.
    public Optional<User> find(UserId user) {
        return db.sql(FIND).param("user", user.value()).query(Users::user).optional();
    }

    /// Everybody with that e-mail, the first made first; one for most, and at most one for each tenant.
    public List<User> byEmail(String email) {
        return db.sql(BY_EMAIL)
                .param("email", new EmailAddress(email).canonical())
                .query(Users::user)
                .list();
    }

    /// Whether anybody can sign in yet.
    public boolean any() {
        return db.sql(ANY).query(Boolean.class).single();
    }

    /// Adds a user, in the caller's transaction when there is one.
    ///
    /// @param addedBy tenant the user is made for, see [#makeRoom]; none for the first of this Muster
    /// @throws InvalidInput about `name` and `email`, also when the tenant has made a user with that e-mail
    public User add(String name, String email, @Nullable TenantId addedBy) {
        var faults = new Faults();
        check(faults, name, email);
        faults.throwIfAny();
        var user = new User(new UserId(UUID.randomUUID()), name.strip(), email.strip());

        int added = db.sql(ADD)
                .param("id", user.id().value())
                .param("email", user.email())
                .param("key", new EmailAddress(email).canonical())
                .param("name", user.name())
                .param("addedBy", addedBy == null ? null : addedBy.value())
                .param("now", clock.instant().atOffset(UTC))
                .update();
        if (added == 0) {
            throw new InvalidInput(Map.of("email", user.email() + " has a sign-in of this tenant already."));
        }
        return user;
    }

    /// Whom this tenant made a sign-in with that e-mail for, and who has left it: one that belongs elsewhere no
    /// longer counts as this tenant's, one that belongs nowhere is deleted. So a tenant learns nothing of the
    /// others, and nobody can pile up sign-ins of one e-mail.
    ///
    /// @param belongs whether a user is a member of any tenant
    public void makeRoom(String email, TenantId tenant, Predicate<UserId> belongs) {
        Optional<UserId> former = db.sql(MADE_FOR)
                .param("email", new EmailAddress(email).canonical())
                .param("tenant", tenant.value())
                .query((row, number) -> new UserId(row.getObject("id", UUID.class)))
                .optional();
        former.ifPresent(user -> db.sql(belongs.test(user) ? SET_FREE : DELETE)
                .param("user", user.value())
                .update());
    }

    /// Adds the faults of a name and an e-mail, under `name` and `email`.
    public static void check(Faults faults, String name, String email) {
        faults.line("name", "Name", name, LONGEST_NAME);
        EmailAddress.check(faults, "email", email);
    }

    private static User user(ResultSet row, int number) throws SQLException {
        return new User(new UserId(row.getObject("id", UUID.class)), row.getString("name"), row.getString("email"));
    }
}
