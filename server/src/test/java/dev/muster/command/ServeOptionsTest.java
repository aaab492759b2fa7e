package dev.muster.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServeOptionsTest {
    @Test
    void data_lives_in_the_home_folder_of_an_ordinary_user() {
        assertThat(ServeOptions.defaultFolder(Map.of(), "ana", "/home/ana"))
                .isEqualTo(Path.of("/home/ana/.local/share/muster"));
    }

    @Test
    void roots_home_is_closed_to_the_user_that_postgresql_runs_as_so_its_data_lives_elsewhere() {
        assertThat(ServeOptions.defaultFolder(Map.of(), "root", "/root")).isEqualTo(Path.of("/var/lib/muster"));
    }

    @Test
    void a_folder_in_the_environment_counts_more_than_either() {
        assertThat(ServeOptions.defaultFolder(Map.of("MUSTER_HOME", "/srv/muster"), "root", "/root"))
                .isEqualTo(Path.of("/srv/muster"));
    }

    @Test
    void a_user_without_a_home_has_the_machines_folder() {
        assertThat(ServeOptions.defaultFolder(Map.of(), "?", "?")).isEqualTo(Path.of("/var/lib/muster"));
        assertThat(ServeOptions.defaultFolder(Map.of(), "ana", "/home/ana"))
                .isEqualTo(Path.of("/home/ana/.local/share/muster"));
    }
}
