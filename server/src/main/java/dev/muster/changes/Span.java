package dev.muster.changes;

import dev.muster.changes.KnownLevels.Known;
import dev.muster.difference.Sighting;
import dev.muster.difference.Sighting.Count;
import dev.muster.difference.Wanted;
import dev.muster.integration.Integration;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Difference;
import dev.muster.ledger.Revision;
import dev.muster.people.PeopleState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// An [AllChangesFilter] worked out for one state: which revisions of which applications it compares, and which of them
/// saw anything that it lets through.
///
/// @param from        what it begins with
/// @param state       what the changes lead to
/// @param differences one of each application that is asked about
/// @param levels      that there ever were in these
/// @param all         revisions that saw any of it, whatever way it changed; newest first
record Span(
        AllChangesFilter filter,
        AsOf from,
        PeopleState state,
        List<Difference> differences,
        List<Known> levels,
        Wanted wanted,
        List<Sighting> all) {
    Span {
        differences = List.copyOf(differences);
        levels = List.copyOf(levels);
        all = List.copyOf(all);
    }

    /// How much came, went and changed of what it lets through, but for the way that is asked for.
    Count count() {
        return Count.sum(all);
    }

    /// Rows of the list.
    long rows() {
        return count().of(filter.way());
    }

    /// Revisions that have rows on the list.
    List<Sighting> seen() {
        return all.stream()
                .filter(sighting -> sighting.count().of(filter.way()) > 0)
                .toList();
    }

    /// The day or time that it begins with, as an address has it.
    String begin() {
        return switch (from) {
            case AsOf.Day(LocalDate day) -> day.toString();
            case AsOf.Moment(Instant at) -> at.toString();
            case AsOf.Newest newest -> "";
            case AsOf.Number number -> "";
        };
    }

    /// Whether an application begins later, as nothing older is known of it.
    boolean isFirst(Difference difference) {
        Revision earlier = difference.earlier();
        return switch (from) {
            case AsOf.Day(LocalDate day) ->
                LocalDate.ofInstant(earlier.published(), earlier.integration().timeZone())
                        .isAfter(day);
            case AsOf.Moment(Instant at) -> earlier.published().isAfter(at);
            case AsOf.Newest newest -> false;
            case AsOf.Number number -> false;
        };
    }

    /// Of an integration that is asked about.
    Difference difference(Integration integration) {
        return differences.stream()
                .filter(difference -> difference.later().integration().id().equals(integration.id()))
                .findFirst()
                .orElseThrow();
    }
}
