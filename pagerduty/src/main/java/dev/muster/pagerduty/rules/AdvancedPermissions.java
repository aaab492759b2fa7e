package dev.muster.pagerduty.rules;

import dev.muster.connector.AccessRules.Owner;
import dev.muster.connector.AccessRules.Question;
import dev.muster.connector.Right;
import dev.muster.pagerduty.api.BaseRole;
import dev.muster.pagerduty.api.Feeds;
import dev.muster.pagerduty.api.TeamRole;
import dev.muster.pagerduty.feeds.BusinessServicesFeed;
import dev.muster.pagerduty.feeds.TeamsFeed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What base and team roles allow under Advanced Permissions.
///
/// A fixed base role counts everywhere, whatever team roles say. A flexible one gives way to the role in a team that
/// owns the object or stands above it, and reaches nothing of a private team its holder is not in.
final class AdvancedPermissions {
    /// Ways to stand to all owners together that are looked at one by one.
    private static final int MOST_WAYS = 2_000;

    private final BaseRole role;
    private final Question question;
    private final Set<String> questions;

    private AdvancedPermissions(BaseRole role, Question question, Set<String> questions) {
        this.role = role;
        this.question = question;
        this.questions = questions;
    }

    /// @param questions takes what is not known and what PagerDuty's pages do not tell
    static Reach reach(BaseRole role, Question question, Set<String> questions) {
        return new AdvancedPermissions(role, question, questions).reach();
    }

    private Reach reach() {
        if (question.type().equals(BaseRole.RESOURCE)) {
            Power power = role == BaseRole.RESTRICTED_ACCESS ? Power.SEE : Power.of(role);
            return Reach.of(power.rights(), "Base role", role.title() + " as base role");
        }
        return switch (role) {
            case OWNER, ADMIN -> fixed("%s reaches everything, private teams too".formatted(role.title()));
            case READ_ONLY_LIMITED_USER -> fixed("%s sees status pages and nothing else".formatted(role.title()));
            case READ_ONLY_USER, USER, LIMITED_USER, OBSERVER, RESTRICTED_ACCESS -> byOwners();
        };
    }

    private Reach fixed(String reason) {
        return Reach.of(Power.of(role).rights(), "Fixed base role", reason + "; team roles do not count");
    }

    private Reach byOwners() {
        Optional<String> unread = objectsUnread();
        if (unread.isPresent()) {
            questions.add(unread.get());
            return nobodyKnows();
        }
        List<List<Standing>> ways = List.of(List.of());
        for (Owner owner : question.owners()) {
            ways = product(ways, waysTo(owner));
            if (ways.size() > MOST_WAYS) {
                return nobodyKnows();
            }
        }
        return ways.stream().map(this::by).reduce(Reach::or).orElseThrow();
    }

    /// Who owns an object is as old as the object, when its list was not read. A team is its own owner for ever.
    private Optional<String> objectsUnread() {
        return EffectiveAccess.feedsOf(question.type()).stream()
                .filter(feed -> !question.type().equals(TeamRole.RESOURCE))
                .flatMap(feed -> Stream.ofNullable(question.unread().get(feed)))
                .findFirst();
    }

    private Reach nobodyKnows() {
        Set<Right> most = new HashSet<>();
        most.addAll(Power.of(role).rights());
        if (role.isFlexible()) {
            most.addAll(Power.CHANGE.rights());
        }
        return new Reach(Set.of(), most, "Unknown", "");
    }

    private Set<Standing> waysTo(Owner owner) {
        String teams = question.unread().get(Feeds.TEAMS.id());
        Set<Standing> ways = Standing.waysTo(owner, teams != null, questions);
        if (teams != null && ways.size() > 1) {
            questions.add(teams);
        }
        return ways;
    }

    private static List<List<Standing>> product(List<List<Standing>> ways, Set<Standing> more) {
        return ways.stream()
                .flatMap(way -> more.stream().map(one -> {
                    List<Standing> longer = new ArrayList<>(way);
                    longer.add(one);
                    return longer;
                }))
                .toList();
    }

    /// One way to stand to all owners.
    private Reach by(List<Standing> owners) {
        List<Standing.Member> member = of(Standing.Member.class, owners);
        if (question.type().equals(BusinessServicesFeed.TYPE)) {
            return onBusinessService(owners, member);
        }
        if (role == BaseRole.READ_ONLY_USER) {
            return asStakeholder(owners);
        }
        return member.isEmpty() ? asOutsider(owners) : asMember(member);
    }

    private Reach asMember(List<Standing.Member> member) {
        Set<Power> powers = member.stream().map(Standing.Member::power).collect(Collectors.toCollection(TreeSet::new));
        Power least = powers.iterator().next();
        Power most = Power.most(List.copyOf(powers)).orElseThrow();
        if (least != most) {
            questions.add(
                    "PagerDuty's pages do not tell which role counts when teams with different roles own an object");
        }
        String held = member.stream().map(Standing.Member::words).sorted().collect(Collectors.joining(" and "));
        String reason =
                "%s; base role %s does not apply because the team role is more specific".formatted(held, role.title());
        Reach reach = new Reach(least.rights(), most.rights(), "Team role", reason);
        boolean lowered = question.type().equals(TeamRole.RESOURCE) && role == BaseRole.USER && least != Power.CHANGE;
        if (lowered) {
            questions.add(
                    "PagerDuty's pages do not tell whether a base Manager with a lower team role manages the team");
        }
        return lowered ? reach.leavingOpen(Set.of(Rights.MANAGE_TEAM)) : reach;
    }

    private Reach asOutsider(List<Standing> owners) {
        List<Standing.ShutOut> hidden = of(Standing.ShutOut.class, owners);
        if (hidden.isEmpty()) {
            return byBaseRole(of(Standing.Outside.class, owners));
        }
        if (hidden.size() == owners.size()) {
            String teams = hidden.stream().map(Standing.ShutOut::words).sorted().collect(Collectors.joining(" and "));
            return Reach.of(
                    Set.of(),
                    "Private team",
                    "Not in %s, so base role %s shows nothing of it".formatted(teams, role.title()));
        }
        questions.add(
                "PagerDuty's pages do not tell whether an object of a public and a private team is hidden from outsiders");
        return byBaseRole(of(Standing.Outside.class, owners))
                .leavingOpen(Power.of(role).rights());
    }

    private Reach byBaseRole(List<Standing.Outside> seen) {
        String where = seen.isEmpty()
                ? "no team owns this"
                : "not in "
                        + seen.stream().map(Standing.Outside::words).sorted().collect(Collectors.joining(" and "));
        String reach = role == BaseRole.RESTRICTED_ACCESS
                ? "%s as base role shows nothing by itself".formatted(role.title())
                : "%s as base role".formatted(role.title());
        return Reach.of(Power.of(role).rights(), "Base role", "%s; %s".formatted(reach, where));
    }

    /// Sees what is public, changes nothing, and takes no team role into account.
    private Reach asStakeholder(List<Standing> owners) {
        Reach reach = Reach.of(
                Power.of(role).rights(),
                "Fixed base role",
                "%s sees what is public and changes nothing; team roles do not count".formatted(role.title()));
        boolean mayBePrivate = question.owners().stream().anyMatch(AdvancedPermissions::isInPrivate);
        if (!of(Standing.Member.class, owners).isEmpty() && mayBePrivate) {
            questions.add("PagerDuty's pages differ on whether a Full Stakeholder sees a private team they are in");
            return reach.leavingOpen(Set.of(Rights.VIEW));
        }
        return of(Standing.ShutOut.class, owners).isEmpty() ? reach : asOutsider(owners);
    }

    private static boolean isInPrivate(Owner team) {
        return Stream.concat(Stream.of(team), team.above().stream())
                .anyMatch(each -> TeamsFeed.isPrivate(each.attributes()).orElse(true));
    }

    /// By base role, and for a Manager by the role in the owning team; the tables of team roles do not name them.
    private Reach onBusinessService(List<Standing> owners, List<Standing.Member> member) {
        if (!of(Standing.ShutOut.class, owners).isEmpty()) {
            questions.add("PagerDuty's pages do not tell whether a private team hides its business services");
            return byBaseRole(List.of()).leavingOpen(Power.of(role).rights());
        }
        if (member.isEmpty()) {
            return byBaseRole(of(Standing.Outside.class, owners));
        }
        Reach reach = Reach.of(
                Power.of(role).rights(),
                "Base role",
                "%s as base role, which decides on business services".formatted(role.title()));
        boolean lowered = role == BaseRole.USER && member.stream().anyMatch(team -> team.power() != Power.CHANGE);
        if (lowered) {
            questions.add(
                    "PagerDuty's pages do not tell whether a base Manager with a lower team role edits its business services");
            return reach.leavingOpen(Set.of(Rights.EDIT));
        }
        if (role == BaseRole.RESTRICTED_ACCESS) {
            questions.add("PagerDuty's pages do not tell whether a team role shows business services");
            return reach.leavingOpen(Set.of(Rights.VIEW));
        }
        return reach;
    }

    private static <S extends Standing> List<S> of(Class<S> kind, List<Standing> owners) {
        return owners.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
