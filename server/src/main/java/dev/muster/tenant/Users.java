package dev.muster.tenant;

import static java.time.ZoneOffset.UTC;

import dev.muster.database.TenantId;
import dev.muster.problem.Faults;
import dev.muster.problem.InvalidInput;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Everybody who may sign in to this Muster, whichever tenants they belong to. Safe for many threads.
@Component
public class Users {
    static final int LONGEST_NAME = 100;

    private static final String FIND = """
            select id, name, email
              from app_user
             where id = :user
            """;
    private static final String BY_EMAIL = """
            select id, name, email
              from app_user
             where lower(email) = lower(:email)
            """;
    private static final String ANY = """
            select exists (select from app_user)
            """;
    private static final String ADD = """
            insert into app_user (id, email, name, added_by, created_at)
            values (:id, :email, :name, :addedBy, :now)
            on conflict (lower(email)) do nothing
            """;
    private static final String ADDED_BY = """
            select exists (select
                             from app_user
                            where id = :user
                              and added_by = :tenant)
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

    /// The user who signs in with that e-mail, whatever the case of its letters.
    public Optional<User> byEmail(String email) {
        return db.sql(BY_EMAIL).param("email", email.strip()).query(Users::user).optional();
    }

    /// Whether anybody can sign in yet.
    public boolean any() {
        return db.sql(ANY).query(Boolean.class).single();
    }

    /// Adds a user, in the caller's transaction when there is one.
    ///
    /// @param addedBy tenant whose Administrator adds the user; none for the first of this Muster
    /// @throws InvalidInput about `name` and `email`, also when the e-mail is in use
    public User add(String name, String email, @Nullable TenantId addedBy) {
        var faults = new Faults();
        check(faults, name, email);
        faults.throwIfAny();
        var user = new User(new UserId(UUID.randomUUID()), name.strip(), email.strip());

        int added = db.sql(ADD)
                .param("id", user.id().value())
                .param("email", user.email())
                .param("name", user.name())
                .param("addedBy", addedBy == null ? null : addedBy.value())
                .param("now", clock.instant().atOffset(UTC))
                .update();
        if (added == 0) {
            throw new InvalidInput(Map.of("email", user.email() + " already has a sign-in here."));
        }
        return user;
    }

    /// Adds the faults of a name and an e-mail, under `name` and `email`.
    public static void check(Faults faults, String name, String email) {
        faults.line("name", "Name", name, LONGEST_NAME);
        faults.email("email", email);
    }

    /// Whether the user was first added by that tenant, whose Administrator may then hand out the first-password
    /// link.
    public boolean wasAddedBy(UserId user, TenantId tenant) {
        return db.sql(ADDED_BY)
                .param("user", user.value())
                .param("tenant", tenant.value())
                .query(Boolean.class)
                .single();
    }

    private static User user(ResultSet row, int number) throws SQLException {
        return new User(new UserId(row.getObject("id", UUID.class)), row.getString("name"), row.getString("email"));
    }
}
