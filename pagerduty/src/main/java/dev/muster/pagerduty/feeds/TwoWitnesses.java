package dev.muster.pagerduty.feeds;

import dev.muster.connector.Disagreement;
import dev.muster.connector.Disagreement.Witness;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.kit.answer.Fields;
import dev.muster.pagerduty.api.TeamRole;
import dev.muster.pagerduty.delta.Membership;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What the member list of a team tells and what users tell of it. A user whose record was not read tells nothing.
///
/// @param team       its id
/// @param pages      of the member list
/// @param onlyByUser who names the team and is not listed
/// @param onlyByTeam who is listed and does not name the team
/// @param again      whether what differs was asked about once more
record TwoWitnesses(
        String team, List<List<Fields>> pages, Set<String> onlyByUser, Set<String> onlyByTeam, boolean again) {
    private static final String LISTED = "listed, role not told";
    private static final String SHOWN = "member, role not told";

    static TwoWitnesses of(String team, List<List<Fields>> pages, Membership users) {
        Set<String> listed = pages.stream()
                .flatMap(List::stream)
                .flatMap(member -> member.text("user.id").stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> naming = users.of(team);
        return new TwoWitnesses(
                team,
                pages,
                without(naming, listed),
                listed.stream()
                        .filter(user -> users.isHeard(user) && !naming.contains(user))
                        .collect(Collectors.toCollection(LinkedHashSet::new)),
                false);
    }

    boolean isAgreed() {
        return onlyByUser.isEmpty() && onlyByTeam.isEmpty();
    }

    /// After users were asked again: these name the team now.
    TwoWitnesses withNaming(Set<String> now) {
        return new TwoWitnesses(team, pages, onlyByUser, without(onlyByTeam, now), true);
    }

    TwoWitnesses askedAgain() {
        return new TwoWitnesses(team, pages, onlyByUser, onlyByTeam, true);
    }

    /// Tells of everybody about whom the two differ.
    ///
    /// @param roles as they are listed, by user
    void tell(Map<String, Set<String>> roles, FeedWriter writer) {
        for (String user : onlyByUser) {
            writer.disagree(new Disagreement(
                    about(user, team),
                    new Witness("The user", LISTED),
                    new Witness("The team", "not listed"),
                    SHOWN,
                    again));
        }
        for (String user : onlyByTeam) {
            String role = roles.getOrDefault(user, Set.of()).stream()
                    .map(TeamRole::titleOf)
                    .sorted()
                    .collect(Collectors.joining(" and "));
            writer.disagree(new Disagreement(
                    about(user, team),
                    new Witness("The user", "not listed"),
                    new Witness("The team", role),
                    role + ", as the team says",
                    again));
        }
    }

    static Disagreement teamIsNotListed(String user, String team) {
        return new Disagreement(
                about(user, team),
                new Witness("The user", LISTED),
                new Witness("The list of teams", "no such team"),
                SHOWN,
                false);
    }

    private static List<Key> about(String user, String team) {
        return List.of(new Key(UsersFeed.TYPE, user), new Key(TeamRole.RESOURCE, team));
    }

    private static Set<String> without(Collection<String> some, Set<String> others) {
        return some.stream()
                .filter(each -> !others.contains(each))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
