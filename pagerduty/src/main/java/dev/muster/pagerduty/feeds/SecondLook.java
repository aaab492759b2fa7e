package dev.muster.pagerduty.feeds;

import dev.muster.kit.answer.Allowed;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.answer.Words;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.Ask;
import dev.muster.kit.client.Meter;
import dev.muster.kit.listing.Gathered;
import dev.muster.kit.listing.Listing;
import dev.muster.kit.listing.Walk;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.pagerduty.api.Lists;
import dev.muster.pagerduty.delta.Membership;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Asks once more where a team and its users differ, because one of them may have been asked too early: the team when
/// users name it that it does not list, and users by their team when it lists some that do not name it. One question
/// answers for a hundred people. Where nothing differs nothing is asked. Many threads may use it.
final class SecondLook {
    /// In one run, however much differs.
    private static final int MOST_LOOKS = 50;

    private static final Allowed TEAMS_OF_USER = Allowed.of("id", "teams.id");

    private final Membership users;
    private final AtomicInteger looks = new AtomicInteger();

    SecondLook(Membership users) {
        this.users = users;
    }

    TwoWitnesses at(String team, List<List<Fields>> pages, Api api, Meter meter) throws InterruptedException {
        TwoWitnesses first = TwoWitnesses.of(team, pages, users);
        return atUsers(atTeam(first, api, meter), api, meter);
    }

    private TwoWitnesses atTeam(TwoWitnesses first, Api api, Meter meter) throws InterruptedException {
        if (first.onlyByUser().isEmpty() || !mayLook()) {
            return first;
        }
        try {
            List<List<Fields>> now = Gathered.pages(new Walk(api, TeamMembers.of(first.team()), meter));
            return TwoWitnesses.of(first.team(), now, users).askedAgain();
        } catch (ReadFailed unanswered) {
            return first;
        }
    }

    /// Only a record that names the team proves something: by what PagerDuty filters users is not documented.
    private TwoWitnesses atUsers(TwoWitnesses first, Api api, Meter meter) throws InterruptedException {
        if (first.onlyByTeam().isEmpty() || !mayLook()) {
            return first;
        }
        try {
            Set<String> naming = new HashSet<>();
            for (List<Fields> page : Gathered.pages(new Walk(api, usersOf(first.team()), meter))) {
                page.stream()
                        .filter(user -> UsersFeed.teams(user).contains(first.team()))
                        .forEach(user -> user.text("id").ifPresent(naming::add));
            }
            return first.withNaming(naming);
        } catch (ReadFailed unanswered) {
            return first;
        }
    }

    private boolean mayLook() {
        return looks.getAndIncrement() < MOST_LOOKS;
    }

    private static Listing usersOf(String team) {
        return Lists.counted("/users", "users", "users of team " + Words.brief(team, 40), TEAMS_OF_USER)
                .only("team_ids%5B%5D=" + Ask.segment(team));
    }
}
