package dev.muster.pagerduty;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A part of a listing that PagerDuty can show by itself.
sealed interface Slice {

    /// What a slice can be told by.
    ///
    /// @param name  in lower case
    /// @param teams ids of the teams it names
    record Known(String name, List<String> teams) {}

    /// The query that shows it.
    String query();

    /// Whether a record is in it, as far as can be told from here.
    boolean holds(Known record);

    /// Smaller slices that cover it together; none when it cannot be divided further.
    List<Slice> parts();

    /// Everything, from the other end of the alphabet.
    record FromTheEnd() implements Slice {
        @Override
        public String query() {
            return "sort_by=name%3Adesc";
        }

        @Override
        public boolean holds(Known record) {
            return true;
        }

        @Override
        public List<Slice> parts() {
            return List.of();
        }
    }

    /// What belongs to any of these teams.
    record OfTeams(List<String> ids) implements Slice {
        @Override
        public String query() {
            return ids.stream().map(id -> "team_ids%5B%5D=" + Ask.segment(id)).collect(Collectors.joining("&"));
        }

        @Override
        public boolean holds(Known record) {
            return record.teams().stream().anyMatch(ids::contains);
        }

        @Override
        public List<Slice> parts() {
            int half = ids.size() / 2;
            return half == 0
                    ? List.of()
                    : List.of(new OfTeams(ids.subList(0, half)), new OfTeams(ids.subList(half, ids.size())));
        }
    }

    /// What has these letters somewhere in its name, in lower case.
    record Named(String letters) implements Slice {
        private static final int LONGEST = 3;
        private static final List<String> ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789 .-_"
                .chars()
                .mapToObj(Character::toString)
                .toList();

        /// By the letters of the alphabet, and by those of other alphabets that the names seen so far have.
        static Stream<Slice> byOneLetter(Stream<String> names) {
            Stream<String> seen =
                    names.flatMapToInt(String::codePoints).distinct().sorted().mapToObj(Character::toString);
            return Stream.concat(ALPHABET.stream(), seen)
                    .filter(letter -> !letter.isBlank())
                    .distinct()
                    .map(Named::new);
        }

        @Override
        public String query() {
            return "query=" + URLEncoder.encode(letters, StandardCharsets.UTF_8);
        }

        @Override
        public boolean holds(Known record) {
            return record.name().contains(letters);
        }

        /// A name that goes on after the letters has one of the first, one that ends with them one of the
        /// others.
        @Override
        public List<Slice> parts() {
            if (letters.length() == LONGEST) {
                return List.of();
            }
            Stream<String> longer = ALPHABET.stream().flatMap(letter -> Stream.of(letters + letter, letter + letters));
            return longer.filter(text -> !text.isBlank() && text.equals(text.strip()))
                    .distinct()
                    .<Slice>map(Named::new)
                    .toList();
        }
    }
}
