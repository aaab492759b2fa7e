package dev.muster.reader;

import static dev.muster.reader.Records.id;
import static dev.muster.reader.Records.ids;
import static dev.muster.reader.Records.name;
import static dev.muster.reader.Records.names;
import static dev.muster.reader.Records.some;
import static dev.muster.reader.Records.text;
import static java.util.stream.Collectors.joining;

import dev.muster.reader.PlainApi.Unreadable;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Users, teams, who is in them, licences and who signs in.
final class PlainPeople {
    private static final Map<String, String> ROLES =
            Map.of("manager", "Manager", "responder", "Responder", "observer", "Observer");

    private final PlainApi api;
    private final Sight sight;

    /// The teams that users name, of those whose record has a list of them.
    private final Map<String, Set<String>> teamsOfUsers = new TreeMap<>();

    private final Set<String> users = new TreeSet<>();
    private final Set<String> teams = new TreeSet<>();
    private Optional<Map<String, Long>> seats = Optional.empty();

    PlainPeople(PlainApi api, Sight sight) {
        this.api = api;
        this.sight = sight;
    }

    /// @return the ids of all users
    Set<String> read() throws InterruptedException {
        sight.add(this::users, this::teams, this::members, this::licences, this::holders, this::delegations);
        return users;
    }

    private void users(Facts found) throws Unreadable, InterruptedException {
        for (JsonNode user : api.list("/users", "users")) {
            String id = id(user);
            users.add(id);
            Optional<String> email = text(user, "email");
            found.account(
                    id,
                    text(user, "name").or(() -> email).orElse(id),
                    email.orElse(null),
                    user.path("invitation_sent").asBoolean(false),
                    some(user, "time_zone", "job_title", "created_via_sso"));
            found.grant(id, "account", "account", text(user, "role").orElse("(none)"), "", Map.of());
            if (user.path("teams").isArray()) {
                teamsOfUsers.put(id, ids(user, "teams"));
            }
            names(found, user, "teams", "team");
        }
    }

    private void teams(Facts found) throws Unreadable, InterruptedException {
        for (JsonNode team : api.list("/teams", "teams")) {
            String id = id(team);
            teams.add(id);
            Map<String, String> attributes = some(team, "description");
            text(team, "default_role").ifPresent(role -> {
                switch (role) {
                    case "none" -> attributes.put("private", "true");
                    case "manager" -> attributes.put("private", "false");
                    default -> attributes.put("default_role", role);
                }
            });
            found.resource("team", id, text(team, "name").orElse(id), attributes);
            text(team, "parent.id")
                    .ifPresent(parent -> found.link("team " + parent, "contains", "team " + id, Map.of()));
            name(found, team.path("parent"), "team");
        }
    }

    private void members(Facts found) throws InterruptedException {
        for (String team : teams) {
            sight.add("team", team, part -> members(team, part));
        }
        teamsOfUsers.forEach((user, named) -> named.stream()
                .filter(team -> !teams.contains(team))
                .forEach(team -> {
                    notTold(found, user, team);
                    found.disagreement(about(user, team), "listed, role not told", "no such team");
                }));
    }

    private void members(String team, Facts found) throws Unreadable, InterruptedException {
        Map<String, Set<String>> roles = new TreeMap<>();
        for (JsonNode member : api.list("/teams/%s/members".formatted(team), "members")) {
            String role = text(member, "role").orElse("(none)");
            String user = text(member, "user.id").orElseThrow();
            roles.computeIfAbsent(user, any -> new TreeSet<>()).add(role);
            found.grant(user, "team", team, role, "", Map.of());
            name(found, member.path("user"), "user");
        }
        teamsOfUsers.forEach((user, named) -> {
            if (named.contains(team) && !roles.containsKey(user)) {
                notTold(found, user, team);
                found.disagreement(about(user, team), "listed, role not told", "not listed");
            }
        });
        roles.forEach((user, held) -> {
            if (teamsOfUsers.containsKey(user) && !teamsOfUsers.get(user).contains(team)) {
                String titles = held.stream().map(PlainPeople::title).sorted().collect(joining(" and "));
                found.disagreement(about(user, team), "not listed", titles);
            }
        });
    }

    private static void notTold(Facts found, String user, String team) {
        found.grant(user, "team", team, "(not told)", "", Map.of());
    }

    private static String about(String user, String team) {
        return "user %s and team %s".formatted(user, team);
    }

    private static String title(String role) {
        return ROLES.getOrDefault(role, role.startsWith("(") ? "Unknown " + role : "Unknown (%s)".formatted(role));
    }

    private void licences(Facts found) throws Unreadable, InterruptedException {
        Map<String, Long> used = new TreeMap<>();
        for (JsonNode licence : api.get("/licenses").path("licenses")) {
            String id = id(licence);
            Map<String, String> attributes = some(licence, "role_group");
            text(licence, "current_value").ifPresent(count -> {
                attributes.put("seats_used", count);
                used.put(id, Long.valueOf(count));
            });
            text(licence, "allocations_available").ifPresent(count -> attributes.put("seats_available", count));
            found.resource("licence", id, text(licence, "name").orElse(id), attributes);
        }
        seats = Optional.of(used);
    }

    private void holders(Facts found) throws Unreadable, InterruptedException {
        Map<String, Set<String>> holders = new HashMap<>();
        for (JsonNode allocation : api.list("/license_allocations", "license_allocations")) {
            String user = text(allocation, "user.id").orElseThrow();
            String licence = text(allocation, "license.id").orElseThrow();
            holders.computeIfAbsent(licence, any -> new TreeSet<>()).add(user);
            Map<String, String> since = new HashMap<>();
            text(allocation, "allocated_at").ifPresent(at -> since.put("since", at));
            found.grant(user, "licence", licence, "holder", "", since);
            name(found, allocation.path("user"), "user");
            name(found, allocation.path("license"), "licence");
        }
        seats.orElse(Map.of()).forEach((licence, used) -> {
            long held = holders.getOrDefault(licence, Set.of()).size();
            if (used != held) {
                found.disagreement("licence " + licence, used + " used", held + " held");
            }
        });
    }

    private void delegations(Facts found) throws InterruptedException {
        for (String user : users) {
            sight.add("user", user, part -> delegations(user, part));
        }
    }

    /// Of several for one client and kind the newest tells when somebody signed in last.
    private void delegations(String user, Facts found) throws Unreadable, InterruptedException {
        Map<List<String>, OffsetDateTime> newest = new HashMap<>();
        for (JsonNode each :
                api.cursors("/users/%s/oauth_delegations?limit=100".formatted(user), "oauth_delegations")) {
            if (text(each, "status").filter("issued"::equals).isPresent()) {
                String kind = text(each, "delegation_type")
                        .or(() -> text(each, "type"))
                        .orElseThrow();
                OffsetDateTime at =
                        text(each, "created_at").map(OffsetDateTime::parse).orElse(OffsetDateTime.MIN);
                newest.merge(
                        List.of(text(each, "client_id").orElseThrow(), kind),
                        at,
                        (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        newest.forEach((held, at) -> {
            Map<String, String> attributes = at.equals(OffsetDateTime.MIN)
                    ? Map.of()
                    : Map.of("newest", at.toInstant().toString());
            found.resource("oauth_client", held.getFirst(), held.getFirst(), Map.of());
            found.grant(user, "oauth_client", held.getFirst(), held.getLast(), "", attributes);
        });
    }
}
