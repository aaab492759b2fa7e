package dev.muster.kit.listing;

import dev.muster.kit.client.Ask;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A part of a listing that the service can show by itself.
sealed interface Slice {

    /// The query that shows it.
    String query(ListingStyle.SliceQueries queries);

    /// Whether a record is in it, as far as can be told from here.
    boolean holds(Known record);

    /// Smaller slices that cover it together; none when it cannot be divided further.
    List<Slice> parts();

    /// What belongs to any of these teams.
    record OfTeams(Set<String> ids) implements Slice {
        public OfTeams {
            ids = Set.copyOf(ids);
        }

        @Override
        public String query(ListingStyle.SliceQueries queries) {
            return ids.stream().sorted().map(id -> query(queries, id)).collect(Collectors.joining("&"));
        }

        /// The query for one team.
        static String query(ListingStyle.SliceQueries queries, String id) {
            return queries.ofTeam() + Ask.segment(id);
        }

        @Override
        public boolean holds(Known record) {
            return record.teams().stream().anyMatch(ids::contains);
        }

        @Override
        public List<Slice> parts() {
            List<String> sorted = ids.stream().sorted().toList();
            int half = sorted.size() / 2;
            return half == 0
                    ? List.of()
                    : List.of(
                            new OfTeams(Set.copyOf(sorted.subList(0, half))),
                            new OfTeams(Set.copyOf(sorted.subList(half, sorted.size()))));
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

        /// The letters and digits of a text that stand together, each once. Signs part them: some of them stand
        /// for any letter where texts are compared.
        static Set<String> wordsOf(String text) {
            Set<String> words = new HashSet<>();
            int from = 0;
            for (int i = 0; i <= text.length(); i++) {
                if (i == text.length() || !Character.isLetterOrDigit(text.charAt(i))) {
                    if (i > from) {
                        words.add(text.substring(from, i));
                    }
                    from = i + 1;
                }
            }
            return words;
        }

        /// What a word can be found by: its letters, alone and up to three together.
        static Set<String> lettersIn(String word) {
            Set<String> letters = new HashSet<>();
            for (int from = 0; from < word.length(); from++) {
                for (int to = from + 1; to <= Math.min(from + LONGEST, word.length()); to++) {
                    letters.add(word.substring(from, to));
                }
            }
            return letters;
        }

        @Override
        public String query(ListingStyle.SliceQueries queries) {
            return queries.named() + URLEncoder.encode(letters, StandardCharsets.UTF_8);
        }

        @Override
        public boolean holds(Known record) {
            return record.text().contains(letters);
        }

        /// A name that goes on after the letters has one of the first, one that ends with them one of the
        /// others.
        @Override
        public List<Slice> parts() {
            if (letters.length() >= LONGEST) {
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
