package dev.muster.people;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.api.Stretch;
import dev.muster.ledger.AsOf;
import dev.muster.problem.Conflict;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A walk through a list about people, slice by slice. Cursors name the list and the moment it was opened at, so that a
/// walk that began stays in one state of all integrations.
///
/// @param asOf  what to open
/// @param after where the slice begins; none at the beginning
/// @param list  its name
/// @param state fingerprint of the state it began in; none at the beginning
public record PeopleWalk(
        AsOf asOf,
        @Nullable Cursor after,
        String list,
        @Nullable String state) {
    private static final int SCOPE = 3;

    /// As an address or a call asks.
    ///
    /// @param columns how many the list is ordered by
    /// @throws dev.muster.problem.InvalidInput about `asOf` or `after`
    public static PeopleWalk parse(@Nullable String asOf, @Nullable String after, int columns, String list) {
        return parse(AsOf.FIELD, asOf, after, columns, list);
    }

    /// The same where the state has another name in addresses and calls.
    ///
    /// @param field that name
    /// @throws dev.muster.problem.InvalidInput about `field` or `after`
    public static PeopleWalk parse(
            String field, @Nullable String asOf, @Nullable String after, int columns, String list) {
        AsOf asked = AsOf.parseOfAll(field, asOf);
        Optional<Cursor> cursor = Cursor.parse(after, columns + SCOPE);
        if (cursor.isEmpty()) {
            return new PeopleWalk(asked, null, list, null);
        }
        List<String> key = cursor.get().key();
        if (!key.getFirst().equals(list)) {
            throw Cursor.foreign();
        }
        return new PeopleWalk(moment(key.get(1)), new Cursor(key.subList(SCOPE, key.size())), list, key.get(2));
    }

    private static AsOf moment(String at) {
        try {
            return new AsOf.Moment(Instant.parse(at));
        } catch (DateTimeException foreign) {
            throw Cursor.foreign();
        }
    }

    /// A slice of this walk, its cursor made fit to be handed out.
    ///
    /// @throws Conflict when the state that the walk began in is no more: something was being published at that
    ///                  very moment, or an integration was deleted since
    public <T> Slice<T> through(PeopleState opened, Slice<T> slice) {
        requireSame(opened);
        return new Slice<>(slice.rows(), scoped(opened, slice.next()));
    }

    /// The same of a stretch, both ways. What lies before it begins with as many empty columns as the place has.
    ///
    /// @param columns how many the list is ordered by
    public <T> Stretch<T> through(PeopleState opened, Stretch<T> stretch, int columns) {
        requireSame(opened);
        Cursor previous = stretch.previous();
        if (previous == null && stretch.before() > 0) {
            previous = new Cursor(Collections.nCopies(columns, ""));
        }
        return new Stretch<>(
                stretch.rows(),
                stretch.before(),
                stretch.found(),
                scoped(opened, previous),
                scoped(opened, stretch.next()));
    }

    private void requireSame(PeopleState opened) {
        if (state != null && !state.equals(opened.fingerprint())) {
            throw new Conflict(
                    "The data changed at the moment this list was opened, so its rest would not fit. Begin it again.");
        }
    }

    private @Nullable Cursor scoped(PeopleState opened, @Nullable Cursor place) {
        if (place == null) {
            return null;
        }
        List<String> key = new ArrayList<>(List.of(list, opened.at().toString(), opened.fingerprint()));
        key.addAll(place.key());
        return new Cursor(key);
    }

    /// A column of the place to begin after; empty at the beginning, which comes before every place.
    String after(int column) {
        return after == null ? "" : after.key().get(column);
    }
}
