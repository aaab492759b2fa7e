package dev.muster.runs;

import dev.muster.host.Exceptions;
import dev.muster.host.FeedReason;
import dev.muster.host.FeedReason.PartsUnread;
import dev.muster.host.RunReason;
import dev.muster.web.Figures;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which parts the reason of a run speaks of.
record LackingParts(List<PartsUnread> byFeed) {
    static LackingParts of(RunReason why) {
        Stream<FeedReason> reasons = Stream.empty();
        if (why instanceof RunReason.AllBut(Exceptions exceptions)) {
            reasons = exceptions.gaps().stream().map(Exceptions.Gap::why);
        } else if (why instanceof RunReason.FeedLacking(String title, FeedReason lacking)) {
            reasons = Stream.of(lacking);
        }
        return new LackingParts(reasons.filter(PartsUnread.class::isInstance)
                .map(PartsUnread.class::cast)
                .toList());
    }

    long count() {
        return byFeed.stream().mapToLong(PartsUnread::unread).sum();
    }

    /// `2 teams, Payments`: a single part goes by its name; empty without any.
    String inShort() {
        return byFeed.stream().map(LackingParts::inShort).collect(Collectors.joining(", "));
    }

    private static String inShort(PartsUnread parts) {
        return parts.unread() == 1
                ? parts.name()
                : "%s %s".formatted(Figures.grouped(parts.unread()), parts.by().things());
    }
}
