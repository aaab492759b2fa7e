package dev.muster.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.DatabaseAddress;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("database")
@Tag("oldest-database")
class AppRoleTest {
    private final FreshDatabase database = TestPostgres.freshDatabase();
    private final DatabaseLogin owner = database.ownerLogin();
    private final DatabaseSettings settings = TestPostgres.settings(owner);
    private final JdbcClient administrator =
            client(TestPostgres.administrator(owner.url().replaceFirst(".*/", "")));
    private DatabaseLogin login;
    private JdbcClient app;

    /// As if it had been made for its own role from the first table on: what it was copied from had another.
    @BeforeEach
    void a_database_of_its_own() {
        login = started(settings);
        administrator.sql("drop owned by " + database.appLogin().user()).update();
        app = client(login);
    }

    @AfterEach
    void clear_the_cluster() {
        Stream.of("mighty", "powerless", "muster_app", "second_owner").forEach(this::drop);
    }

    @Test
    void it_owns_nothing_and_has_no_powers() {
        String owned = app.sql("""
                        select (select count(*) from pg_class where relowner = role.oid)
                               || ' ' || rolsuper || ' ' || rolbypassrls || ' ' || rolcreaterole || ' ' || rolcreatedb
                          from pg_roles as role
                         where rolname = current_user
                        """).query((row, at) -> row.getString(1)).single();

        assertThat(owned).isEqualTo("0 false false false false");
    }

    @Test
    void it_can_neither_make_tables_nor_open_the_wall() {
        assertThatThrownBy(() -> app.sql("create table own (id int)").update())
                .hasStackTraceContaining("permission denied for schema public");
        assertThatThrownBy(() -> app.sql("alter table scheduled_tasks disable row level security")
                        .update())
                .hasStackTraceContaining("must be owner");
        assertThatThrownBy(() -> app.sql("truncate scheduled_tasks").update())
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void every_database_has_a_role_of_its_own() {
        DatabaseLogin neighbour = started(TestPostgres.settings(TestPostgres.emptyDatabase()));

        assertThat(neighbour.user()).isNotEqualTo(login.user()).startsWith("muster_app_");
        assertThat(answers(login)).isTrue();
        assertThat(answers(neighbour)).isTrue();
    }

    @Test
    void two_owners_on_one_cluster_leave_each_others_role_alone() {
        administrator
                .sql("create role second_owner login createrole password 'b'")
                .update();
        DatabaseLogin others = TestPostgres.emptyDatabase();
        administrator
                .sql("alter database %s owner to second_owner"
                        .formatted(others.url().replaceFirst(".*/", "")))
                .update();

        DatabaseLogin theirs = started(TestPostgres.settings(others.as("second_owner", "b")));

        assertThat(theirs.password()).isNotEqualTo(login.password());
        assertThat(answers(login)).isTrue();
        assertThat(answers(theirs)).isTrue();
        assertThat(started(settings)).isEqualTo(login);
        assertThat(answers(theirs)).isTrue();
        String name = others.url().replaceFirst(".*/", "");
        administrator
                .sql("alter database %s owner to %s".formatted(name, owner.user()))
                .update();
        client(TestPostgres.administrator(name))
                .sql("drop owned by second_owner cascade")
                .update();
    }

    @Test
    void a_changed_password_of_the_owner_locks_no_server_out() {
        administrator
                .sql("create role second_owner superuser login createrole password 'rotated'")
                .update();

        DatabaseLogin after = started(TestPostgres.settings(owner.as("second_owner", "rotated")));

        assertThat(after).isEqualTo(login);
        assertThat(login.password()).isNotEqualTo(owner.password());
        assertThat(answers(login)).isTrue();
    }

    @Test
    void the_kept_password_is_the_owners_alone() {
        assertThatThrownBy(() -> app.sql("select password from application_role")
                        .query(String.class)
                        .list())
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void a_password_that_no_longer_fits_is_set_again() {
        administrator
                .sql("alter role %s password 'from before'".formatted(login.user()))
                .update();

        assertThat(started(settings)).isEqualTo(login);
        assertThat(answers(login)).isTrue();
    }

    @Test
    void the_role_of_an_older_server_keeps_its_rights_and_passes_them_on() {
        administrator.sql("create role muster_app login password 'old'").update();
        started(withAppUser("muster_app", "old"));
        administrator.sql("drop owned by " + login.user()).update();

        DatabaseLogin now = started(settings);

        assertThat(rights(now.user())).isNotEmpty().isEqualTo(rights("muster_app"));
        assertThat(answers(owner.as("muster_app", "old"))).isTrue();
    }

    @Test
    void tables_made_later_are_for_an_older_servers_role_too() {
        administrator.sql("create role muster_app login password 'old'").update();
        started(withAppUser("muster_app", "old"));

        client(owner)
                .sql("create table later (tenant_id uuid not null primary key)")
                .update();
        client(owner).sql("call tenant_wall('later')").update();

        assertThat(rights("muster_app")).contains("later DELETE");
        assertThat(rights(login.user())).contains("later DELETE");
    }

    @Test
    void whoever_mends_tables_by_hand_passes_no_rights_on() {
        administrator.sql("create role mighty login password 'p'").update();
        administrator.sql("grant all on all tables in schema public to mighty").update();
        administrator.sql("create role powerless login password 'p'").update();

        started(withAppUser("powerless", "p"));

        assertThat(rights("powerless")).contains("audit_entry INSERT").doesNotContain("audit_entry DELETE");
    }

    @Test
    void a_role_that_could_pass_the_wall_is_refused() {
        administrator.sql("create role mighty login bypassrls password 'p'").update();

        assertThatThrownBy(() -> started(withAppUser("mighty", "p")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("mighty could see every tenant")
                .hasMessageContaining("alter role \"mighty\" nosuperuser nobypassrls");
    }

    @Test
    void a_database_restored_without_rights_is_told_so() {
        administrator.sql("drop owned by " + login.user()).update();

        assertThatThrownBy(() -> started(settings))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("has no rights on Muster's tables")
                .hasMessageContaining("without --no-privileges");
    }

    @Test
    void an_owner_that_may_not_make_roles_learns_what_to_run() {
        administrator.sql("create role powerless login password 'p'").update();
        DatabaseLogin powerless = TestPostgres.emptyDatabase().as("powerless", "p");
        AppRole role = AppRole.asOwner(
                powerless, connection -> AppRole.of(connection, powerless, TestPostgres.settings(powerless)));

        learnsWhatToRun(powerless, role);
        administrator
                .sql("create role %s login password 'another'"
                        .formatted(role.login().user()))
                .update();
        learnsWhatToRun(powerless, role);
        drop(role.login().user());
    }

    private static void learnsWhatToRun(DatabaseLogin owner, AppRole role) {
        assertThatThrownBy(() -> AppRole.asOwner(owner, connection -> {
                    role.prepare(connection);
                    return role;
                }))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("User powerless may not make the role that Muster works as.")
                .hasMessageContaining(
                        "create role %s login password".formatted(role.login().user()))
                .hasMessageContaining("MUSTER_DATABASE_APP_USER");
    }

    private static DatabaseLogin started(DatabaseSettings settings) {
        try (Database database = Database.external(settings)) {
            return database.app();
        }
    }

    private DatabaseSettings withAppUser(String user, String password) {
        return new DatabaseSettings(owner.url(), owner.user(), owner.password(), user, password);
    }

    private Set<String> rights(String role) {
        return administrator
                .sql("""
                        select relname || ' ' || privilege_type
                          from pg_class, aclexplode(relacl)
                         where grantee = :role::regrole and relnamespace = 'public'::regnamespace
                        union
                        select proname || ' ' || privilege_type
                          from pg_proc, aclexplode(proacl)
                         where grantee = :role::regrole
                        union
                        select nspname || ' ' || privilege_type
                          from pg_namespace, aclexplode(nspacl)
                         where grantee = :role::regrole
                        """)
                .param("role", role)
                .query((row, at) -> row.getString(1))
                .set();
    }

    private static boolean answers(DatabaseLogin login) {
        return client(login)
                .sql("select count(*) = 0 from scheduled_tasks")
                .query(Boolean.class)
                .single();
    }

    private void drop(String role) {
        boolean there = administrator
                        .sql("select count(*) from pg_roles where rolname = :role")
                        .param("role", role)
                        .query(Long.class)
                        .single()
                > 0;
        if (there) {
            administrator.sql("drop owned by " + role + " cascade").update();
            administrator.sql("drop role " + role).update();
        }
    }

    private static JdbcClient client(DatabaseLogin login) {
        return JdbcClient.create(new DatabaseAddress(login.url(), login.user(), login.password()).dataSource());
    }
}
