package dev.muster.pagerduty.feeds;

import dev.muster.kit.answer.Allowed;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.answer.Words;
import dev.muster.kit.client.Ask;
import dev.muster.kit.listing.Listing;
import dev.muster.pagerduty.api.BaseRole;
import dev.muster.pagerduty.api.Lists;
import dev.muster.pagerduty.api.Reference;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/teams/{id}/members`: the members of one team, each with a role. One member may be listed with several.
final class TeamMembers {
    private static final Allowed KEPT = Reference.kept(List.of("role"), List.of("user"));

    private TeamMembers() {}

    static Listing of(String team) {
        return Lists.of(
                "/teams/%s/members".formatted(Ask.segment(team)),
                "members",
                TeamMembers::id,
                KEPT,
                "members of team " + Words.brief(team, 40),
                Lists.OFFSET,
                Set.of());
    }

    /// The role of a member; none is a value of its own.
    static String role(Fields member) {
        return member.text("role").orElse(BaseRole.NONE);
    }

    private static Optional<String> id(Fields member) {
        return member.text("user.id").map(user -> "%s %s".formatted(user, role(member)));
    }
}
