package dev.muster.simulator.view;

import dev.muster.simulator.http.Query;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One request, ready to be answered.
///
/// @param view      what the caller may see
/// @param links     makes references into the account's region
/// @param variables what stands in the variable places of the path, in order
public record Call(View view, Links links, List<String> variables, Query query) {
    /// The `{id}` of a path that has one.
    public String id() {
        return variables.getFirst();
    }

    /// The rows that pass the `query` parameter, which looks into the name whatever the case.
    public <T> List<T> named(List<T> rows, Function<T, String> name) {
        return query.named(rows, name);
    }

    /// The rows of the teams that the `team_ids[]` parameter names; all without one.
    public <T> List<T> ofTeams(List<T> rows, Function<T, List<String>> teamIds) {
        List<String> wanted = query.all("team_ids[]");
        return wanted.isEmpty()
                ? rows
                : rows.stream()
                        .filter(row ->
                                view.teams(teamIds.apply(row)).stream().anyMatch(team -> wanted.contains(team.id())))
                        .toList();
    }

    /// Rows that come by name, from the end that the `sort_by` parameter asks for.
    public <T> List<T> sorted(List<T> byName) {
        return query.one("sort_by").filter("name:desc"::equals).isPresent() ? byName.reversed() : byName;
    }

    /// The rows whose id the repeated parameter names; all without one.
    public <T> List<T> only(List<T> rows, String parameter, Function<T, @Nullable String> id) {
        Set<String> wanted = new HashSet<>(query.all(parameter));
        return wanted.isEmpty()
                ? rows
                : rows.stream().filter(row -> wanted.contains(id.apply(row))).toList();
    }

    /// Whether an `include[]` parameter asks for it.
    public boolean includes(String what) {
        return query.all("include[]").contains(what);
    }
}
