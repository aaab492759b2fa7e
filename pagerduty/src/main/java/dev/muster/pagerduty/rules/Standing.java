package dev.muster.pagerduty.rules;

import dev.muster.connector.AccessRules.Owner;
import dev.muster.pagerduty.api.TeamRole;
import dev.muster.pagerduty.feeds.TeamsFeed;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How somebody may stand to a team that owns something.
///
/// A role in the team itself goes first, then that in the nearest team above it. A private team lets nothing through
/// from above, and one anywhere above hides the teams below it from outsiders.
///
/// See <https://support.pagerduty.com/main/docs/team-hierarchy>.
sealed interface Standing {

    /// Has a role that reaches the team.
    ///
    /// @param words `Manager on team Payments`, `Manager on team Platform, above team Payments`
    record Member(Power power, String words) implements Standing {}

    /// Outside of it, and sees it.
    ///
    /// @param words `public team Payments`
    record Outside(String words) implements Standing {}

    /// Outside of it, and does not see it.
    ///
    /// @param words `private team Payments`
    record ShutOut(String words) implements Standing {}

    /// Every way somebody may stand to a team, as far as is known; one when all of it is.
    ///
    /// @param teamsUnread whether the teams themselves were not read, so that privacy and what is above may have
    ///                    changed
    /// @param questions   takes what is not known, in words
    static Set<Standing> waysTo(Owner team, boolean teamsUnread, Set<String> questions) {
        List<Owner> upwards =
                Stream.concat(Stream.of(team), team.above().stream()).toList();
        return new Climb(upwards, teamsUnread, questions).from(0);
    }

    /// Goes up from the team.
    ///
    /// @param upwards the team, and those above it
    record Climb(List<Owner> upwards, boolean teamsUnread, Set<String> questions) {
        private static final List<Power> ANY_ROLE = List.of(Power.SEE, Power.ACT, Power.CHANGE);

        private Set<Standing> from(int height) {
            Owner team = upwards.get(height);
            Set<Standing> ways = new LinkedHashSet<>();
            roles(team).forEach(power -> ways.add(new Member(power, words(team, height))));
            boolean mayBeOutside = team.levels().isEmpty() || team.levels().contains(TeamRole.NOT_TOLD);
            if (mayBeOutside || team.unread() != null) {
                ways.addAll(outside(team, height));
            }
            return ways;
        }

        private Set<Power> roles(Owner team) {
            Set<Power> powers = new TreeSet<>();
            if (team.unread() != null) {
                questions.add(team.unread());
                powers.addAll(ANY_ROLE);
            }
            if (team.levels().size() > 1) {
                questions.add("PagerDuty lists more than one role on team " + team.name());
            }
            team.levels().forEach(level -> powers.addAll(powers(level, team)));
            return powers;
        }

        private List<Power> powers(String level, Owner team) {
            if (level.equals(TeamRole.NOT_TOLD)) {
                questions.add("PagerDuty names team %s as one of this person's, but does not list this person there"
                        .formatted(team.name()));
                return ANY_ROLE;
            }
            Optional<Power> power = Power.ofTeamRole(level);
            if (power.isPresent()) {
                return List.of(power.get());
            }
            questions.add("nobody can tell what %s on team %s allows".formatted(TeamRole.titleOf(level), team.name()));
            return List.of(Power.NOTHING, Power.SEE, Power.ACT, Power.CHANGE);
        }

        private Set<Standing> outside(Owner team, int height) {
            Set<Standing> ways = new LinkedHashSet<>();
            ShutOut shutOut = new ShutOut("private team " + team.name() + below(height));
            Outside seen = new Outside("public team " + upwards.getFirst().name());
            if (teamsUnread) {
                ANY_ROLE.forEach(power -> ways.add(new Member(power, words(team, height))));
                ways.addAll(List.of(shutOut, seen));
                return ways;
            }
            Optional<Boolean> isPrivate = TeamsFeed.isPrivate(team.attributes());
            if (isPrivate.isEmpty()) {
                questions.add("nothing tells whether team %s is private".formatted(team.name()));
            }
            if (isPrivate.orElse(true)) {
                ways.add(shutOut);
            }
            if (!isPrivate.orElse(false)) {
                ways.addAll(height + 1 == upwards.size() ? Set.of(seen) : from(height + 1));
            }
            return ways;
        }

        private String words(Owner team, int height) {
            String roles =
                    team.levels().stream().map(TeamRole::titleOf).sorted().collect(Collectors.joining(" or "));
            return "%s on team %s%s".formatted(roles.isEmpty() ? "Some role" : roles, team.name(), below(height));
        }

        /// Where it stands, when it is not the owner itself.
        private String below(int height) {
            return height == 0 ? "" : ", above team " + upwards.getFirst().name();
        }
    }
}
