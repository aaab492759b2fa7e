package dev.muster.connector;

import dev.muster.connector.ResourceType.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An application in the shape of GitHub: the link from a team to a repository tells the level, members of a team
/// within another one reach what that one does, members of the organisation have a base permission everywhere, and
/// outside people what they are given on a repository.
public final class GitHubShaped implements AccessRules {
    public static final Right VIEW = new Right("view", "View", 1, false);
    public static final Right TRIAGE = new Right("triage", "Triage", 2);
    public static final Right EDIT = new Right("edit", "Edit", 3);
    public static final Right MAINTAIN = new Right("maintain", "Maintain", 4);
    public static final Right ADMINISTER = new Right("administer", "Administer", 5);
    public static final List<Right> RIGHTS = List.of(VIEW, TRIAGE, EDIT, MAINTAIN, ADMINISTER);

    public static final Key ORGANISATION = new Key("organisation", "acme");
    public static final String TEAM = "team";
    public static final String REPOSITORY = "repository";
    /// Attribute of the organisation: what its members may do with every repository.
    public static final String BASE_PERMISSION = "base_permission";

    /// From the weakest on; each allows one right more than the one before.
    private static final List<String> LEVELS = List.of("pull", "triage", "push", "maintain", "admin");
    private static final List<String> TITLES = List.of("Read", "Triage", "Write", "Maintain", "Admin");

    private static final Feed MEMBERS = new Feed("members", "Members", "members", true, Set.of());
    private static final Feed TEAMS = new Feed("teams", "Teams", "teams", true, Set.of());
    private static final Feed TEAM_MEMBERS = new Feed("team_members", "Team members", "members", true, Set.of("teams"))
            .inParts(new Feed.Parts(TEAM, "the members of team %s", "the members of %s teams", "it refuses them"));
    private static final Feed REPOSITORIES = new Feed("repositories", "Repositories", "repositories", true, Set.of());
    private static final Feed REPOSITORY_TEAMS =
            new Feed("repository_teams", "Teams of repositories", "teams", true, Set.of("repositories"));
    private static final Feed COLLABORATORS = new Feed(
                    "collaborators", "Collaborators", "collaborators", true, Set.of("repositories"))
            .inParts(new Feed.Parts(
                    REPOSITORY, "the collaborators of %s", "the collaborators of %s repositories", "it refuses them"));

    /// @param settings of the form
    public static Description describe(String id, List<Setting> settings) {
        return new Description(
                id,
                "Repositories",
                "RE",
                "Code",
                "Members, teams and repositories.",
                "1",
                settings,
                List.of(MEMBERS, TEAMS, TEAM_MEMBERS, REPOSITORIES, REPOSITORY_TEAMS, COLLABORATORS),
                levels(),
                RIGHTS,
                List.of(
                        new ResourceType(ORGANISATION.type(), Part.WHOLE, "Organisation", "Organisations", "world"),
                        new ResourceType(TEAM, Part.GROUP, "Team", "Teams", "users-group"),
                        new ResourceType(REPOSITORY, Part.OBJECT, "Repository", "Repositories", "server-2")),
                List.of(
                        new Relation(OWNS, "Reaches", "Reached by"),
                        new Relation(CONTAINS, "Teams within", "Team around")),
                RecordPages.UNKNOWN);
    }

    private static List<Entitlement> levels() {
        List<Entitlement> levels = new ArrayList<>(List.of(
                new Entitlement(ORGANISATION.type(), "owner", "Owner", true, 2),
                new Entitlement(ORGANISATION.type(), "billing", "Billing manager", false, 0),
                new Entitlement(ORGANISATION.type(), "member", "Member", false, 1),
                new Entitlement(TEAM, "maintainer", "Maintainer", false, 1),
                new Entitlement(TEAM, "member", "Member", false, 0)));
        for (String level : LEVELS) {
            int rank = LEVELS.indexOf(level);
            levels.add(new Entitlement(REPOSITORY, level, TITLES.get(rank), level.equals("admin"), rank));
        }
        return levels;
    }

    @Override
    public Key whole() {
        return ORGANISATION;
    }

    @Override
    public Set<String> groups() {
        return Set.of(TEAM);
    }

    @Override
    public List<Passage> passages() {
        return List.of(new Passage(CONTAINS, Passage.Direction.UP));
    }

    @Override
    public Sources sources() {
        return new Sources(MEMBERS.id(), TEAMS.id(), TEAM_MEMBERS.id());
    }

    @Override
    public List<Kind> kinds() {
        return List.of(new Kind(
                REPOSITORY,
                Set.copyOf(RIGHTS),
                Set.of(REPOSITORIES.id()),
                Set.of(REPOSITORY_TEAMS.id(), COLLABORATORS.id())));
    }

    @Override
    public String bound() {
        return "Rules for branches may take some of it away";
    }

    @Override
    public Decision decide(Question question) {
        var sum = new AddedUp(Set.copyOf(RIGHTS));
        byOrganisation(question, sum);
        question.paths().forEach(path -> byPath(question, path, sum));
        unread(question, REPOSITORY_TEAMS, COLLABORATORS).ifPresent(sum::perhapsAll);
        return sum.decision();
    }

    private static void byOrganisation(Question question, AddedUp sum) {
        Optional<String> unread = unread(question, MEMBERS);
        if (unread.isPresent()) {
            sum.perhapsAll(unread.get());
        } else if (question.levels().contains("owner")) {
            sum.certainly(Set.copyOf(RIGHTS), "Owner of the organisation");
        } else if (question.levels().contains("member")) {
            byBasePermission(question.application().get(BASE_PERMISSION), sum);
        }
        question.levels().stream()
                .filter(level -> !Set.of("owner", "member", "billing").contains(level))
                .forEach(level -> sum.perhapsAll("nobody can tell what %s allows".formatted(level)));
    }

    private static void byBasePermission(@Nullable String permission, AddedUp sum) {
        if (permission == null) {
            sum.perhapsAll("the base permission of the organisation is not known");
        } else if (!permission.equals("none")) {
            byLevel(permission, "Base permission", sum);
        }
    }

    private static void byPath(Question question, Path path, AddedUp sum) {
        Owner team = path.group();
        if (team == null) {
            String words = unread(question, COLLABORATORS).orElse(null);
            path.levels().forEach(level -> reach(level, "Collaborator", words, sum));
            return;
        }
        String doubt = unread(question, REPOSITORY_TEAMS, TEAMS).orElse(path.unread());
        if (path.isOpen() || path.unread() != null || unread(question, TEAMS).isPresent()) {
            reach(path.link(), "Team " + team.name(), doubt, sum);
        }
    }

    private static void reach(String level, String reason, @Nullable String doubt, AddedUp sum) {
        if (doubt == null) {
            byLevel(level, reason, sum);
        } else {
            sum.perhaps(LEVELS.contains(level) ? allowed(level) : Set.copyOf(RIGHTS), doubt);
        }
    }

    private static void byLevel(String level, String reason, AddedUp sum) {
        if (LEVELS.contains(level)) {
            sum.certainly(allowed(level), reason);
        } else {
            sum.perhapsAll("nobody can tell what %s allows".formatted(level));
        }
    }

    private static Set<Right> allowed(String level) {
        return Set.copyOf(RIGHTS.subList(0, LEVELS.indexOf(level) + 1));
    }

    private static Optional<String> unread(Question question, Feed... feeds) {
        Map<String, String> unread = question.unread();
        return List.of(feeds).stream()
                .map(feed -> unread.getOrDefault(feed.id(), ""))
                .filter(words -> !words.isEmpty())
                .findFirst();
    }
}
