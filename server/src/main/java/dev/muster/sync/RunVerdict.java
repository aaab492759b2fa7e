package dev.muster.sync;

import dev.muster.connector.Description;
import dev.muster.connector.Feed;
import dev.muster.connector.Problem.Cause;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the outcomes of all feeds add up to.
///
/// @param complete     ids of the feeds read to their end
/// @param partial      ids of the feeds read to their end but for some parts, whose rows were carried over
/// @param restless     ids of the feeds whose grants come and go without anybody changing access
/// @param problem      the first thing that went wrong; what depends on it is read later, so it comes first
/// @param gaps         what is lacking although the run is no trouble: asking again brings none of it
/// @param notAvailable titles of refused optional feeds, lower case, by the reason of the refusal
/// @param switchedOff  titles of the feeds that nobody asked for, lower case
record RunVerdict(
        Set<String> complete,
        Set<String> partial,
        Set<String> restless,
        Optional<FeedProblem> problem,
        List<String> gaps,
        Map<String, List<String>> notAvailable,
        List<String> switchedOff) {

    /// A feed that was not read to its end.
    ///
    /// @param message what happened, and what to do where it is not read again by itself; without a full stop at
    ///                the end
    /// @param parts   whether all of it was read but some parts
    record FeedProblem(String feedTitle, String message, boolean parts) {
        /// As the status and the history say it.
        String sentence() {
            return parts ? message : "%s could not be read to the end: %s".formatted(feedTitle, message);
        }
    }

    /// What a run says by itself.
    static RunVerdict of(Description application, Collection<FeedCertificate> feeds) {
        return of(application, feeds, Map.of());
    }

    /// @param before why the run before could not read a feed to its end, by its id: what an optional feed lacks
    ///               for the same reason again is no news
    static RunVerdict of(Description application, Collection<FeedCertificate> feeds, Map<String, Cause> before) {
        Set<String> complete = new LinkedHashSet<>();
        Set<String> partial = new LinkedHashSet<>();
        Map<String, List<String>> notAvailable = new LinkedHashMap<>();
        List<String> switchedOff = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        Optional<FeedProblem> problem = Optional.empty();
        for (FeedCertificate feed : feeds) {
            Feed described = application.feed(feed.feed());
            String title = described.title();
            boolean again = !described.required() && feed.cause() != null && feed.cause() == before.get(feed.feed());
            switch (feed.state()) {
                case COMPLETE -> complete.add(feed.feed());
                case NOT_AVAILABLE ->
                    notAvailable.merge(feed.reason(), List.of(title.toLowerCase(Locale.ROOT)), RunVerdict::joined);
                case SWITCHED_OFF -> switchedOff.add(title.toLowerCase(Locale.ROOT));
                case PARTIAL -> {
                    partial.add(feed.feed());
                    boolean told = !feed.lacking().what().isEmpty();
                    if (told && (again || feed.cause() == null || !feed.cause().mayPass())) {
                        gaps.add(
                                again
                                        ? feed.lacking().exceptionAgain()
                                        : feed.lacking().exception());
                    } else {
                        problem = problem.or(() -> Optional.of(
                                told
                                        ? new FeedProblem(title, feed.lacking().trouble(), true)
                                        : new FeedProblem(title, feed.reason(), false)));
                    }
                }
                case INCOMPLETE -> {
                    if (again) {
                        gaps.add("%s: not available, as in the run before: %s"
                                .formatted(title.toLowerCase(Locale.ROOT), feed.reason()));
                    } else {
                        problem = problem.or(() -> Optional.of(new FeedProblem(title, feed.reason(), false)));
                    }
                }
                case WAITING, READING ->
                    problem = problem.or(() -> Optional.of(
                            new FeedProblem(title, "The run ended before it was read. Sync again to read it", false)));
            }
        }
        return new RunVerdict(complete, partial, restless(application), problem, gaps, notAvailable, switchedOff);
    }

    /// Ids of the feeds whose absent rows are closed: what could not be read of them is staged as it was.
    Set<String> closing() {
        return Stream.concat(complete.stream(), partial.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /// What follows `Data available`: `, except licences: not part of this PagerDuty plan`, or nothing.
    String exception() {
        if (notAvailable.isEmpty() && gaps.isEmpty()) {
            return "";
        }
        Stream<String> refused = notAvailable.entrySet().stream()
                .map(feeds -> "%s: %s".formatted(list(feeds.getValue()), feeds.getKey()));
        return Stream.concat(gaps.stream(), refused).collect(Collectors.joining("; ", ", except ", ""));
    }

    /// How far a run that read everything it may and should went, as a sentence without a full stop: every feed, or
    /// which are not part of it.
    String reach() {
        String asked = switchedOff.isEmpty() ? "" : ". Not asked for: " + list(switchedOff);
        return "every feed was read to its end" + exception() + asked;
    }

    /// `licences`, `licences and webhooks`, `licences, webhooks and tags`.
    private static String list(List<String> titles) {
        return titles.size() == 1
                ? titles.getFirst()
                : "%s and %s".formatted(String.join(", ", titles.subList(0, titles.size() - 1)), titles.getLast());
    }

    private static Set<String> restless(Description application) {
        return application.feeds().stream()
                .filter(Feed::restless)
                .map(Feed::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
