package dev.muster.ledger;

import dev.muster.database.TenantId;
import dev.muster.integration.Integration;
import dev.muster.problem.NoSuchThing;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The state of an integration's data that a read is about, as it stands in the transaction that asks. Two reads that
/// name the same number see the same, whatever is published between them.
///
/// @param number      from 1 on; 0 before anything was published, and then there is nothing to see
/// @param run         the run that made it; 0 before anything was published
/// @param publishedAt none before anything was published
/// @param newest      whether none is newer, so that current facts are all there is to look at
public record Revision(
        TenantId tenant,
        Integration integration,
        int number,
        int run,
        @Nullable Instant publishedAt,
        boolean newest) {

    /// A statement about this revision: `:tenant` and `:integration` are filled in, and so are `:revision` and
    /// `:newest` for the database's function `holds`, which says whether a fact belongs to it.
    public JdbcClient.StatementSpec statement(JdbcClient db, String sql) {
        return integration
                .key(tenant)
                .statement(db, sql)
                .param("revision", number)
                .param("newest", newest);
    }

    /// For addresses that show this revision: nothing for the newest, so that they go on showing the newest.
    public String asOf() {
        return newest ? "" : String.valueOf(number);
    }

    /// Whether anything was published.
    public boolean exists() {
        return number > 0;
    }

    /// When it was published.
    ///
    /// @throws NoSuchThing before anything was
    public Instant published() {
        return Optional.ofNullable(publishedAt)
                .orElseThrow(() -> new NoSuchThing("Nothing is published of %s yet. Look again after its first sync."
                        .formatted(integration.name())));
    }
}
