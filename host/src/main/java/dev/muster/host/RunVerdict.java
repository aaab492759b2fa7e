package dev.muster.host;

import dev.muster.connector.Description;
import dev.muster.connector.Feed;
import dev.muster.connector.Problem.Cause;
import dev.muster.host.FeedCertificate.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the certificates of all feeds add up to.
///
/// @param complete   ids of the feeds read to their end
/// @param partial    ids of the feeds read to their end but for some parts
/// @param problem    the first thing that went wrong; what depends on it is read later, so it comes first
/// @param exceptions what is not part of the run although that is no trouble
public record RunVerdict(
        Set<String> complete, Set<String> partial, Optional<RunReason.FeedLacking> problem, Exceptions exceptions) {

    /// What a run says by itself.
    public static RunVerdict of(Description application, Collection<FeedCertificate> feeds) {
        return of(application, feeds, Map.of());
    }

    /// @param before why the run before could not read a feed to its end, by its id: what an optional feed lacks
    ///               for the same reason again is no news
    public static RunVerdict of(Description application, Collection<FeedCertificate> feeds, Map<String, Cause> before) {
        var judged = new Judged(before);
        feeds.forEach(feed -> judged.take(application.feed(feed.feed()), feed));
        return new RunVerdict(
                ids(feeds, State.COMPLETE),
                ids(feeds, State.PARTIAL),
                judged.problems.stream().findFirst(),
                new Exceptions(
                        judged.gaps,
                        judged.refused,
                        judged.switchedOff,
                        Lost.of(feeds).besidesUnread()));
    }

    /// The same, with what is lost by certificates that tell what was stored.
    public RunVerdict settled(Collection<FeedCertificate> feeds) {
        return new RunVerdict(
                complete, partial, problem, exceptions.with(Lost.of(feeds).besidesUnread()));
    }

    /// Ids of the feeds whose absent rows are closed: what could not be read of them stays as it was.
    public Set<String> closing() {
        return Stream.concat(complete.stream(), partial.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /// Whether everything that was asked for, and may be read, was read to its end.
    public boolean isWhole() {
        return problem.isEmpty() && exceptions.gaps().isEmpty();
    }

    private static Set<String> ids(Collection<FeedCertificate> feeds, State state) {
        return feeds.stream()
                .filter(feed -> feed.state() == state)
                .map(FeedCertificate::feed)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// What became of the feeds looked at so far.
    private static final class Judged {
        private final Map<String, Cause> before;
        private final List<RunReason.FeedLacking> problems = new ArrayList<>();
        private final List<Exceptions.Gap> gaps = new ArrayList<>();
        private final List<Exceptions.Refused> refused = new ArrayList<>();
        private final List<String> switchedOff = new ArrayList<>();

        Judged(Map<String, Cause> before) {
            this.before = before;
        }

        void take(Feed feed, FeedCertificate read) {
            String title = feed.title().toLowerCase(Locale.ROOT);
            switch (read.state()) {
                case COMPLETE -> {}
                case NOT_AVAILABLE -> Exceptions.refuse(refused, read.reason().sentence(), title);
                case SWITCHED_OFF -> switchedOff.add(title);
                case WAITING, READING ->
                    problems.add(new RunReason.FeedLacking(feed.title(), new FeedReason.NotReached()));
                case PARTIAL, INCOMPLETE -> {
                    boolean again = isAgain(feed, read);
                    if (again || isForGood(read)) {
                        gaps.add(new Exceptions.Gap(title, read.reason(), again));
                    } else {
                        problems.add(new RunReason.FeedLacking(feed.title(), read.reason()));
                    }
                }
            }
        }

        /// An optional feed makes nobody look twice for one cause.
        private boolean isAgain(Feed feed, FeedCertificate read) {
            Cause cause = read.reason().cause();
            return !feed.required() && cause != null && cause == before.get(feed.id());
        }

        /// Parts that asking again does not bring.
        private static boolean isForGood(FeedCertificate read) {
            Cause cause = read.reason().cause();
            return read.state() == State.PARTIAL
                    && !read.reason().lacking().what().isEmpty()
                    && (cause == null || !cause.mayPass());
        }
    }
}
