package dev.muster.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActionTest {
    /// To bring it up to date, put what the failure shows in its place.
    @Test
    void the_table_in_the_guide_is_the_one_in_the_code() throws IOException {
        assertThat(Files.readString(Path.of("../docs/user-guide.md"))).contains(Action.table());
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "ENTER",
                "OWN_SIGN_IN",
                "SEE",
                "SEE_MEMBERS",
                "OWN_FILES",
                "OWN_FILTERS",
                "OWN_TOKENS",
                "SEE_RECORD",
                "SEE_FILES_OF_OTHERS"
            },
            mode = EnumSource.Mode.EXCLUDE)
    void an_auditor_changes_nothing_whatever_they_own(Action change) {
        assertThat(change.isFor(Role.AUDITOR)).isFalse();
        assertThat(change.isForOwner(Role.AUDITOR)).isFalse();
    }

    @Test
    void nobody_below_risk_manager_deletes_and_administrators_may_all() {
        assertThat(Action.DELETE_INTEGRATION.isForOwner(Role.REVIEWER)).isFalse();
        assertThat(Action.values()).allMatch(action -> action.isFor(Role.ADMINISTRATOR));
    }
}
