package dev.muster.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@Tag("database")
class AppRoleTest {
    private final FreshDatabase database = TestPostgres.freshDatabase();
    private final JdbcClient app = JdbcClient.create(database.app());
    private final JdbcClient administrator = client(TestPostgres.administrator("postgres"));

    @AfterEach
    void make_the_role_right_for_other_tests() {
        administrator.sql("drop role if exists powerless, mighty").update();
        AppRole.prepared(database.ownerLogin(), TestPostgres.settings(database.ownerLogin()));
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
    void servers_that_know_the_owners_password_agree_on_its_password() {
        DatabaseLogin again = AppRole.prepared(database.ownerLogin(), TestPostgres.settings(database.ownerLogin()));

        assertThat(again).isEqualTo(database.appLogin());
        assertThat(again.password()).isNotEqualTo(database.ownerLogin().password());
    }

    @Test
    void a_password_that_no_longer_fits_is_set_again() {
        administrator.sql("alter role muster_app password 'from before'").update();

        AppRole.prepared(database.ownerLogin(), TestPostgres.settings(database.ownerLogin()));

        assertThat(client(database.appLogin())
                        .sql("select 1")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void a_role_that_could_pass_the_wall_is_refused() {
        administrator.sql("create role mighty login bypassrls password 'p'").update();

        assertThatThrownBy(() -> AppRole.prepared(database.ownerLogin(), withAppUser("mighty", "p")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("mighty could see every tenant")
                .hasMessageContaining("alter role \"mighty\" nosuperuser nobypassrls");
    }

    @Test
    void a_role_that_came_after_the_tables_is_told_which_rights_it_lacks() {
        administrator.sql("create role powerless login password 'p'").update();

        assertThatThrownBy(() -> Database.external(withAppUser("powerless", "p")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("powerless has no rights on Muster's tables")
                .hasMessageContaining("grant muster_app to \"powerless\"");
    }

    @Test
    void an_owner_that_may_not_make_roles_learns_what_to_run() {
        administrator.sql("create role powerless login password 'p'").update();
        DatabaseLogin powerless = database.ownerLogin().as("powerless", "p");

        assertThatThrownBy(() -> AppRole.makeOrRepair(powerless, powerless.as("muster_app_2", "p")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("User powerless may not make the role that Muster works as.")
                .hasMessageContaining("create role muster_app_2 login password")
                .hasMessageContaining("MUSTER_DATABASE_APP_USER");
    }

    private DatabaseSettings withAppUser(String user, String password) {
        DatabaseLogin owner = database.ownerLogin();
        return new DatabaseSettings(owner.url(), owner.user(), owner.password(), user, password);
    }

    private static JdbcClient client(DatabaseLogin login) {
        DataSource source = new DriverManagerDataSource(login.url(), login.user(), login.password());
        return JdbcClient.create(source);
    }
}
