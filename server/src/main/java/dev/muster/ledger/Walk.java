package dev.muster.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.api.Stretch;
import dev.muster.problem.InvalidInput;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A walk through a list of one revision, stretch by stretch. Cursors name the revision and the question that they
/// belong to, so that a walk that began stays in one state, and does not go on in another list.
///
/// @param asOf     the revision to open
/// @param after    where the stretch begins; none at the beginning
/// @param columns  how many the list is ordered by
/// @param question names list and filters
public record Walk(AsOf asOf, @Nullable Cursor after, int columns, String question) {
    private static final int SCOPE = 2;
    private static final int DIGITS = 8;

    /// As an address or a call asks.
    ///
    /// @param asOf    as [AsOf#parse] takes it
    /// @param after   what a stretch before gave as next; nothing at the beginning
    /// @param columns how many the list is ordered by
    /// @param list    its name
    /// @param filters what narrows it, in one order
    /// @throws InvalidInput about `asOf` or `after`
    public static Walk parse(
            @Nullable String asOf, @Nullable String after, int columns, String list, String... filters) {
        return parse(AsOf.FIELD, asOf, after, columns, list, filters);
    }

    /// The same where the revision to open has another name.
    ///
    /// @param field name of `asOf` in addresses and calls
    /// @throws InvalidInput about `field` or `after`
    public static Walk parse(
            String field, @Nullable String asOf, @Nullable String after, int columns, String list, String... filters) {
        String question = fingerprint(list, filters);
        AsOf asked = AsOf.parse(field, asOf);
        Optional<Cursor> cursor = Cursor.parse(after, columns + SCOPE);
        if (cursor.isEmpty()) {
            return new Walk(asked, null, columns, question);
        }
        List<String> key = cursor.get().key();
        if (!key.get(1).equals(question)) {
            throw new InvalidInput(
                    Map.of(
                            "after",
                            "This is the next page of another list, or of one with other filters. Leave it out to begin anew."));
        }
        return new Walk(
                revision(key.getFirst(), field, asked), new Cursor(key.subList(SCOPE, key.size())), columns, question);
    }

    private static AsOf revision(String number, String field, AsOf asked) {
        AsOf named = AsOf.parse(number);
        if (!(named instanceof AsOf.Number) || asked instanceof AsOf.Number && !asked.equals(named)) {
            throw new InvalidInput(Map.of(
                    "after",
                    "This is the next page of revision %s. Leave it out to begin anew, or leave out %s."
                            .formatted(number, field)));
        }
        return named;
    }

    /// A stretch of this walk, its cursors made fit to be handed out.
    public <T> Stretch<T> through(Revision revision, Stretch<T> stretch) {
        Cursor previous = stretch.previous();
        if (previous == null && stretch.before() > 0) {
            previous = new Cursor(Collections.nCopies(columns, ""));
        }
        return new Stretch<>(
                stretch.rows(),
                stretch.before(),
                stretch.found(),
                scoped(revision, previous),
                scoped(revision, stretch.next()));
    }

    /// A slice of this walk, its cursor made fit to be handed out.
    public <T> Slice<T> through(Revision revision, Slice<T> slice) {
        return new Slice<>(slice.rows(), scoped(revision, slice.next()));
    }

    private @Nullable Cursor scoped(Revision revision, @Nullable Cursor cursor) {
        if (cursor == null) {
            return null;
        }
        List<String> key = new ArrayList<>(List.of(String.valueOf(revision.number()), question));
        key.addAll(cursor.key());
        return new Cursor(key);
    }

    private static String fingerprint(String list, String... filters) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(list.getBytes(UTF_8));
            for (String filter : filters) {
                digest.update((byte) 0);
                digest.update(filter.getBytes(UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
