package dev.muster.difference;

import dev.muster.difference.Change.Kind;
import dev.muster.difference.Change.Way;
import dev.muster.integration.IntegrationId;
import dev.muster.ledger.SearchText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Which changes are asked for. Everything must match.
///
/// @param kind   none for all
/// @param way    none for all
/// @param levels what is granted, what was removed, or either side of a change is one of these; none for every
///               level, and for what is no grant
/// @param search part of the name, e-mail or id of an account or a resource that a change is about, by any name that
///               it had up to the end of the difference
public record Wanted(
        @Nullable Kind kind, @Nullable Way way, @Nullable Set<LevelAt> levels, SearchText search) {
    public static final Wanted ALL = new Wanted(null, null);

    public Wanted {
        levels = levels == null ? null : Set.copyOf(levels);
    }

    /// Of a kind and a way, whatever the level and whomever it is about.
    public Wanted(@Nullable Kind kind, @Nullable Way way) {
        this(kind, way, null, new SearchText(""));
    }

    /// A level on resources of a type, in one integration.
    ///
    /// @param value the raw value: `limited_user`
    public record LevelAt(IntegrationId integration, String type, String value) {
        private String key() {
            return "%s %s %s".formatted(integration.value(), type, value);
        }
    }

    /// Whether how much matches was counted when the revisions were published.
    boolean isCounted() {
        return levels == null && search.value().isEmpty();
    }

    /// What a count depends on: equal questions about one revision have one answer.
    ///
    /// @param end number of the revision that the difference ends with, up to which names are looked for
    Object question(int end) {
        return List.of(
                kindId(),
                levels == null ? "" : levels,
                search.value(),
                search.value().isEmpty() ? 0 : end);
    }

    /// A statement with `:kind`, `:byLevel`, `:levels` and `:pattern` filled in.
    JdbcClient.StatementSpec in(JdbcClient.StatementSpec statement) {
        return statement
                .param("kind", kindId())
                .param("byLevel", levels != null)
                .param(
                        "levels",
                        levels == null
                                ? new String[0]
                                : levels.stream().map(LevelAt::key).sorted().toArray(String[]::new))
                .param("pattern", search.pattern());
    }

    private String kindId() {
        return kind == null ? "" : kind.id();
    }
}
