package dev.muster.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.audit.Chain;
import dev.muster.audit.Pruned;
import dev.muster.sync.RecordedRevisions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordCheckTest {
    private static final Instant DAY = Instant.parse("2026-01-31T10:15:00Z");

    @Test
    void a_record_whose_old_entries_were_removed_says_where_it_begins() {
        var pruned = new Pruned(1, 1_200, DAY, DAY, "00", null, "11");
        var checked = new RecordCheck.Outcome(
                new Chain.Unbroken(3, "5d7f", 0, null, pruned),
                new RecordedRevisions.Outcome(1, Optional.empty()),
                "302a");

        assertThat(checked.isGood()).isTrue();
        assertThat(checked.sentence())
                .isEqualTo("All 3 entries are as they were written and signed. The operator removed the entries up to"
                        + " 1,200, recorded until 31 Jan 2026, 10:15 UTC; the oldest that is left follows them. The"
                        + " certificate of the only published revision is the one that was recorded. Hash of the"
                        + " newest: 5d7f. Public key: 302a");
    }
}
