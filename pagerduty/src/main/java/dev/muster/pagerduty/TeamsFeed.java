package dev.muster.pagerduty;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Part;
import dev.muster.connector.Row;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `/teams`: the teams of the account. Remembers their ids, because their members are listed team by team.
final class TeamsFeed {
    static final Listing TEAMS = Listing.counted(
            "/teams", "teams", "teams", Allowed.of("id", "name", "description", "default_role"), Cut.NAMES);
    /// The attribute of a team that only its members and admins may see.
    static final String PRIVATE = "private";

    private static final int PAYMENT_REQUIRED = 402;

    private final Api api;
    private final Map<String, Part> teams = new LinkedHashMap<>();

    TeamsFeed(Api api) {
        this.api = api;
    }

    /// A plan without teams is no failure, unless it seems to change while the list is read.
    FeedOutcome read(FeedWriter writer) throws ReadFailed, InterruptedException {
        try {
            new Walk(api, TEAMS, writer::requested).read(new RecordWriter(writer, TEAMS, this::rows));
            return new FeedOutcome.Complete();
        } catch (ReadFailed failure) {
            if (failure.status() == PAYMENT_REQUIRED && teams.isEmpty()) {
                return new FeedOutcome.NotAvailable(
                        "not part of this PagerDuty plan", failure.problem().requestId());
            }
            throw failure;
        }
    }

    /// The teams that were read, in PagerDuty's order, each once.
    List<Part> teams() {
        return List.copyOf(teams.values());
    }

    private List<Row> rows(String id, Fields team) {
        Part named = new Part(new Key(TeamRole.RESOURCE, id), team.text("name").orElse(id));
        teams.put(id, named);
        return List.of(new Row.Resource(named.key(), named.name(), attributes(team)));
    }

    /// `default_role` is what everybody gets who is in no team; `none` makes a team private.
    private static Map<String, String> attributes(Fields team) {
        Map<String, String> attributes = new HashMap<>();
        team.text("default_role").ifPresent(role -> attributes.put(PRIVATE, String.valueOf(role.equals("none"))));
        team.text("description").ifPresent(text -> attributes.put("description", text));
        return attributes;
    }
}
