package dev.muster.host;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is not part of a run that is no trouble: asking again brings none of it.
///
/// @param gaps         what could not be read, in the order of the feeds
/// @param notAvailable refused optional feeds, by the reason of the refusal
/// @param switchedOff  titles of the feeds that nobody asked for, lower case
/// @param lost         records that were rejected and parts that were removed meanwhile; those unread are gaps. None
///                     where an earlier version did not write that down
public record Exceptions(
        List<Gap> gaps,
        List<Refused> notAvailable,
        List<String> switchedOff,
        @Nullable Lost lost) {
    public Exceptions {
        gaps = List.copyOf(gaps);
        notAvailable = List.copyOf(notAvailable);
        switchedOff = List.copyOf(switchedOff);
    }

    Exceptions with(Lost other) {
        return new Exceptions(gaps, notAvailable, switchedOff, other);
    }

    /// Something of a feed.
    ///
    /// @param title of the feed, lower case
    /// @param again whether the run before lacked it for the same cause
    public record Gap(String title, FeedReason why, boolean again) {
        String inWords() {
            Lacking lacking = why.lacking();
            if (lacking.what().isEmpty()) {
                return "%s: not available, as in the run before: %s".formatted(title, why.sentence());
            }
            return again ? lacking.exceptionAgain() : lacking.exception();
        }
    }

    /// @param titles of the feeds, lower case
    public record Refused(String why, List<String> titles) {
        public Refused {
            titles = List.copyOf(titles);
        }

        /// The same, and one feed more.
        Refused and(String title) {
            return new Refused(
                    why, Stream.concat(titles.stream(), Stream.of(title)).toList());
        }
    }

    /// Adds a feed to those that are refused for one reason.
    static void refuse(List<Refused> refused, String why, String title) {
        for (int at = 0; at < refused.size(); at++) {
            if (refused.get(at).why().equals(why)) {
                refused.set(at, refused.get(at).and(title));
                return;
            }
        }
        refused.add(new Refused(why, List.of(title)));
    }

    /// How many parts of feeds could not be read.
    public long parts() {
        return gaps.stream().mapToLong(gap -> gap.why().lacking().parts()).sum();
    }

    /// What follows `Data available`: `, except licences: not part of this PagerDuty plan; 2 records were
    /// rejected`, or nothing.
    public String message() {
        String words = lost == null ? "" : lost.inWords();
        return words.isEmpty() ? inWords() : inWords() + "; " + words;
    }

    private String inWords() {
        List<String> words = new ArrayList<>(gaps.stream().map(Gap::inWords).toList());
        notAvailable.forEach(refused -> words.add("%s: %s".formatted(list(refused.titles()), refused.why())));
        return words.isEmpty() ? "" : words.stream().collect(Collectors.joining("; ", ", except ", ""));
    }

    /// How far the run went, as a sentence without a full stop: every feed, or which are not part of it.
    public String reach() {
        String asked = switchedOff.isEmpty() ? "" : ". Not asked for: " + list(switchedOff);
        return "every feed was read to its end" + inWords() + asked;
    }

    /// `licences`, `licences and webhooks`, `licences, webhooks and tags`.
    private static String list(List<String> titles) {
        return titles.size() == 1
                ? titles.getFirst()
                : "%s and %s".formatted(String.join(", ", titles.subList(0, titles.size() - 1)), titles.getLast());
    }
}
