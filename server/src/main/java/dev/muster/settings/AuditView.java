package dev.muster.settings;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the page Settings > Audit shows (`settings/audit`): GET `/t/{tenant}/settings/audit` with `q`, `integration`,
/// `before` and `check`, all optional and all kept in the address.
///
/// @param entries     newest first
/// @param text        the text filter, empty without one
/// @param integration id of the integration the list is narrowed to, empty without one
/// @param next        value of `before` for the next page; none at the end
/// @param chain       whether the whole record is unbroken, as a sentence; none until asked for with `check=true`
/// @param broken      whether [#chain] is bad news
public record AuditView(
        List<Row> entries,
        String text,
        String integration,
        @Nullable Long next,
        @Nullable String chain,
        boolean broken) {

    public AuditView {
        entries = List.copyOf(entries);
    }

    /// @param number  position in the tenant's chain, from 1
    /// @param action  stable name: `integration.added`
    /// @param details further facts by name, in order of name
    public record Row(
            long number, Instant at, String actor, String action, String subject, Map<String, String> details) {}
}
