package dev.muster.database;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MusterTest
class ApplicationStartTest {
    @Autowired
    private DataSource dataSource;

    @Test
    void the_application_works_as_its_own_role() {
        assertThat(JdbcClient.create(dataSource)
                        .sql("select current_user")
                        .query(String.class)
                        .single())
                .isEqualTo("muster_app");
    }
}
