package dev.muster.ledger;

import dev.muster.problem.InvalidInput;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Two revisions of one integration, and so everything that changed from the one to the other.
///
/// @param earlier what it begins with
/// @param later   what it ends with; never older than `earlier`
public record Difference(Revision earlier, Revision later) {
    /// Names the earlier revision in addresses and calls.
    public static final String FROM = "from";
    /// Names the later one.
    public static final String TO = "to";

    public Difference {
        if (earlier.number() > later.number()) {
            throw new InvalidInput(Map.of(
                    FROM,
                    "Revision %d is newer than revision %d. Name the older one first."
                            .formatted(earlier.number(), later.number())));
        }
    }

    /// A statement about this difference: `:tenant`, `:integration`, `:earlier` and `:later` are filled in. What
    /// changed was seen by the revisions after `:earlier`, up to `:later`.
    public JdbcClient.StatementSpec statement(JdbcClient db, String sql) {
        return later.integration()
                .key(later.tenant())
                .statement(db, sql)
                .param("earlier", earlier.number())
                .param("later", later.number());
    }
}
