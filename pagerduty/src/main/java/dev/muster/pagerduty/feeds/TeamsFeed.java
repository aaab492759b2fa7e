package dev.muster.pagerduty.feeds;

import dev.muster.connector.AccessRules;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Part;
import dev.muster.connector.Row;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.answer.Words;
import dev.muster.kit.client.Api;
import dev.muster.kit.feed.RecordWriter;
import dev.muster.kit.listing.Cut;
import dev.muster.kit.listing.Listing;
import dev.muster.kit.listing.Walk;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.pagerduty.api.Lists;
import dev.muster.pagerduty.api.Reference;
import dev.muster.pagerduty.api.TeamRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/teams`: the teams of the account. Remembers their ids, because their members are listed team by team.
public final class TeamsFeed {
    public static final Listing TEAMS = Lists.counted(
            "/teams",
            "teams",
            "teams",
            Reference.kept(List.of("id", "name", "description", "default_role"), List.of("parent")),
            Cut.NAMES);
    /// Whether only those who are in a team see it.
    public static final String PRIVATE = "private";

    private static final int PAYMENT_REQUIRED = 402;

    private final Api api;
    private @Nullable String provesAdvanced;
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

    /// The first private team, which there is with Advanced Permissions only, in words.
    Optional<String> proofOfAdvanced() {
        return Optional.ofNullable(provesAdvanced);
    }

    /// Whether a team is private, by its attributes; empty when nothing tells.
    public static Optional<Boolean> isPrivate(Map<String, String> attributes) {
        return Optional.ofNullable(attributes.get(PRIVATE)).map(Boolean::valueOf);
    }

    /// Empty when PagerDuty says neither.
    private static Optional<Boolean> isPrivate(Fields team) {
        return team.text("default_role").flatMap(role -> switch (role) {
            case "none" -> Optional.of(true);
            case "manager" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    private List<Row> rows(String id, Fields team) {
        Part named = new Part(new Key(TeamRole.RESOURCE, id), team.text("name").orElse(id));
        teams.put(id, named);
        if (provesAdvanced == null && isPrivate(team).orElse(false)) {
            provesAdvanced = "Team %s is private".formatted(Words.brief(id, 40));
        }
        List<Row> rows = new ArrayList<>();
        rows.add(new Row.Resource(named.key(), named.name(), attributes(team)));
        team.text("parent.id")
                .map(parent -> new Row.Link(new Key(TeamRole.RESOURCE, parent), AccessRules.CONTAINS, named.key()))
                .ifPresent(rows::add);
        Reference.mentionedAt("parent", TeamRole.RESOURCE, team).forEach(rows::add);
        return rows;
    }

    /// `default_role` is what everybody gets who is not in the team; `none` makes it private. Of a team with any
    /// other value nobody knows whether it is.
    private static Map<String, String> attributes(Fields team) {
        Map<String, String> attributes = new HashMap<>();
        isPrivate(team).ifPresent(known -> attributes.put(PRIVATE, known.toString()));
        if (isPrivate(team).isEmpty()) {
            team.text("default_role").ifPresent(role -> attributes.put("default_role", role));
        }
        team.text("description").ifPresent(text -> attributes.put("description", text));
        return attributes;
    }
}
