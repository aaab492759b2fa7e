package dev.muster.connector;

import dev.muster.connector.ResourceType.Part;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An application in the shape of Keycloak: roles hold other roles, groups stand within groups and hold roles, a role
/// of a client is a level on that client, and people and service accounts hold roles of the realm, directly or by
/// groups.
final class KeycloakShaped implements AccessRules {
    static final Right USE = new Right("use", "Use", 1);
    static final Right VIEW = new Right("view", "View", 2, false);
    static final Right MANAGE = new Right("manage", "Manage", 3);
    static final List<Right> RIGHTS = List.of(USE, VIEW, MANAGE);

    static final Key REALM = new Key("realm", "acme");
    static final String ROLE = "role";
    static final String GROUP = "group";
    static final String CLIENT = "client";
    /// A role within a role: who holds the outer one holds the inner one.
    static final String COMPOSED_OF = "composed of";
    /// A role of a group: who is in the group holds it.
    static final String GIVES = "gives";

    private static final String ROLES = "roles";
    private static final String GROUPS = "groups";
    private static final String ASSIGNED = "role_mappings";
    private static final String MEMBERS = "group_members";
    private static final String CLIENTS = "clients";

    static Description describe() {
        return new Description(
                "realm",
                "Realm",
                "RM",
                "Sign-in",
                "Users, groups, roles and clients.",
                "1",
                List.of(),
                List.of(
                        new Feed(ROLES, "Roles", "roles", true, Set.of()),
                        new Feed(GROUPS, "Groups", "groups", true, Set.of()),
                        new Feed(ASSIGNED, "Role mappings", "mappings", true, Set.of()),
                        new Feed(MEMBERS, "Group members", "members", true, Set.of()),
                        new Feed(CLIENTS, "Clients", "clients", true, Set.of())),
                List.of(
                        new Entitlement(ROLE, "assigned", "Assigned", false),
                        new Entitlement(GROUP, "member", "Member", false),
                        new Entitlement(CLIENT, "manage", "Manages", true, 2),
                        new Entitlement(CLIENT, "view", "Views", false, 1)),
                RIGHTS,
                List.of(
                        new ResourceType(REALM.type(), Part.WHOLE, "Realm", "Realms", "world"),
                        new ResourceType(GROUP, Part.GROUP, "Group", "Groups", "users-group"),
                        new ResourceType(ROLE, Part.GROUP, "Role", "Roles", "key"),
                        new ResourceType(CLIENT, Part.OBJECT, "Client", "Clients", "server-2")),
                List.of(),
                RecordPages.UNKNOWN);
    }

    @Override
    public Key whole() {
        return REALM;
    }

    @Override
    public Set<String> groups() {
        return Set.of(ROLE, GROUP);
    }

    @Override
    public List<Passage> passages() {
        return List.of(
                new Passage(COMPOSED_OF, Passage.Direction.DOWN),
                new Passage(GIVES, Passage.Direction.DOWN),
                new Passage(CONTAINS, Passage.Direction.UP));
    }

    @Override
    public Sources sources() {
        return new Sources(Set.of(), Set.of(ROLES, GROUPS), Set.of(ASSIGNED, MEMBERS));
    }

    @Override
    public List<Kind> kinds() {
        return List.of(new Kind(CLIENT, Set.copyOf(RIGHTS), Set.of(CLIENTS)));
    }

    @Override
    public String bound() {
        return "What a client does with a role is up to the client";
    }

    @Override
    public Decision decide(Question question) {
        var sum = new AddedUp(Set.copyOf(RIGHTS));
        Optional<String> chains = sources().groups().stream()
                .sorted()
                .flatMap(feed -> Optional.ofNullable(question.unread().get(feed)).stream())
                .findFirst();
        question.paths().stream()
                .filter(path -> path.group() != null)
                .forEach(path -> reach(path, chains.orElse(path.unread()), chains.isPresent(), sum));
        Optional.ofNullable(question.unread().get(CLIENTS)).ifPresent(sum::perhapsAll);
        return sum.decision();
    }

    private static void reach(Path path, @Nullable String doubt, boolean anybody, AddedUp sum) {
        if (doubt == null && path.isOpen()) {
            sum.certainly(allowed(path.link()), "%s to %s".formatted(name(path), path.link()));
        } else if (doubt != null && (anybody || path.unread() != null)) {
            sum.perhaps(allowed(path.link()), doubt);
        }
    }

    private static String name(Path path) {
        return path.group() == null ? "" : path.group().name();
    }

    /// A role of which only the client knows the meaning lets somebody use it.
    private static Set<Right> allowed(String level) {
        return switch (level) {
            case "manage" -> Set.copyOf(RIGHTS);
            case "view" -> Set.of(USE, VIEW);
            default -> Set.of(USE);
        };
    }
}
