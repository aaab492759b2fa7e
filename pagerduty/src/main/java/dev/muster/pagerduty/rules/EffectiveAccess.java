package dev.muster.pagerduty.rules;

import dev.muster.connector.AccessRules;
import dev.muster.connector.Key;
import dev.muster.connector.Right;
import dev.muster.pagerduty.api.BaseRole;
import dev.muster.pagerduty.api.Duty;
import dev.muster.pagerduty.api.Feeds;
import dev.muster.pagerduty.api.TeamRole;
import dev.muster.pagerduty.feeds.AccountFeed;
import dev.muster.pagerduty.feeds.BusinessServicesFeed;
import dev.muster.pagerduty.feeds.ServicesFeed;
import dev.muster.pagerduty.feeds.TeamsFeed;
import dev.muster.pagerduty.feeds.Tier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How base role, team role, team privacy and the tier of permissions add up.
///
/// What is not known is looked at in every way it may be: what all ways leave somebody is certain, what only some do is
/// open, and the sentence names what nobody can tell. So no answer is surer than what was read, nor than PagerDuty's
/// own pages.
///
/// See <https://support.pagerduty.com/main/docs/advanced-permissions>,
/// <https://support.pagerduty.com/main/docs/user-roles> and <https://support.pagerduty.com/main/docs/teams>.
public final class EffectiveAccess implements AccessRules {
    private static final String BOUND =
            "Roles on single objects cannot be read from PagerDuty and may give more or less than this";
    private static final Set<String> WITH_ROLES_ON_OBJECTS = Set.of(ServicesFeed.TYPE, Duty.SCHEDULE, Duty.POLICY);
    private static final List<Kind> KINDS = List.of(
            new Kind(
                    BaseRole.RESOURCE,
                    Set.of(Rights.VIEW, Rights.MANAGE_USERS, Rights.ACCOUNT),
                    Set.of(Feeds.ACCOUNT.id())),
            new Kind(TeamRole.RESOURCE, Set.of(Rights.VIEW, Rights.MANAGE_TEAM), Set.of(Feeds.TEAMS.id())),
            new Kind(ServicesFeed.TYPE, Set.of(Rights.VIEW, Rights.RESPOND, Rights.EDIT), Set.of(Feeds.SERVICES.id())),
            new Kind(
                    Duty.SCHEDULE,
                    Set.of(Rights.VIEW, Rights.OVERRIDE, Rights.EDIT),
                    Set.of(Feeds.SCHEDULES.id(), Feeds.SHIFT_SCHEDULES.id())),
            new Kind(Duty.POLICY, Set.of(Rights.VIEW, Rights.EDIT), Set.of(Feeds.ESCALATION_POLICIES.id())),
            new Kind(
                    BusinessServicesFeed.TYPE, Set.of(Rights.VIEW, Rights.EDIT), Set.of(Feeds.BUSINESS_SERVICES.id())));

    @Override
    public Key whole() {
        return AccountFeed.ACCOUNT;
    }

    @Override
    public Set<String> groups() {
        return Set.of(TeamRole.RESOURCE);
    }

    @Override
    public Optional<String> privacy() {
        return Optional.of(TeamsFeed.PRIVATE);
    }

    @Override
    public Sources sources() {
        return new Sources(Feeds.USERS.id(), Feeds.TEAMS.id(), Feeds.TEAM_MEMBERS.id());
    }

    @Override
    public List<Kind> kinds() {
        return KINDS;
    }

    @Override
    public String bound() {
        return BOUND;
    }

    @Override
    public Decision decide(Question question) {
        List<String> levels = question.levels().stream().sorted().toList();
        Optional<BaseRole> role = BaseRole.strongest(levels);
        Set<Right> kind = rightsOn(question.type());
        String unread = question.unread().get(Feeds.USERS.id());
        if (role.isEmpty()) {
            return new Decision(Set.of(), kind, "Unknown base role", unknown(levels, unread), false);
        }
        if (unread != null) {
            String sentence = "%s was the base role before, and may be another now, because %s"
                    .formatted(role.get().title(), unread);
            return new Decision(Set.of(), kind, "Base role not read", sentence, false);
        }
        return decide(role.get(), question, kind);
    }

    private static Decision decide(BaseRole role, Question question, Set<Right> kind) {
        Set<String> questions = new LinkedHashSet<>();
        Tier.Kind tier = role.isOfAdvancedOnly() ? Tier.Kind.ADVANCED : tier(question);
        Reach reach = reach(role, tier, question, questions).within(kind);
        boolean bounded =
                tier != Tier.Kind.BASIC && role.isFlexible() && WITH_ROLES_ON_OBJECTS.contains(question.type());
        if (reach.open().isEmpty()) {
            String sentence = reach.reason() + assigned(role, reach, kind);
            return new Decision(reach.least(), Set.of(), reach.rule(), sentence, bounded);
        }
        String sentence =
                "Not certain, because %s%s".formatted(String.join("; ", questions), assigned(role, reach, kind));
        return new Decision(
                reach.least(), reach.open(), reach.least().isEmpty() ? "Unknown" : "At least", sentence, bounded);
    }

    private static Reach reach(BaseRole role, Tier.Kind tier, Question question, Set<String> questions) {
        return switch (tier) {
            case BASIC -> BasicTier.reach(role, question, questions);
            case ADVANCED -> AdvancedPermissions.reach(role, question, questions);
            case UNKNOWN -> {
                questions.add("nothing proves whether this PagerDuty account has Advanced Permissions");
                yield AdvancedPermissions.reach(role, question, questions)
                        .within(rightsOn(question.type()))
                        .or(BasicTier.reach(role, question, questions).within(rightsOn(question.type())));
            }
        };
    }

    private static Tier.Kind tier(Question question) {
        return Tier.Kind.of(question.application().get(Tier.ATTRIBUTE));
    }

    /// Whoever is no stakeholder may respond to what is assigned to him, whatever else he may not.
    private static String assigned(BaseRole role, Reach reach, Set<Right> kind) {
        boolean may = kind.contains(Rights.RESPOND) && !reach.least().contains(Rights.RESPOND) && !role.isStakeholder();
        return may ? "; may respond to incidents assigned to them" : "";
    }

    /// Ids of the feeds that tell who owns objects of a type.
    static Set<String> feedsOf(String type) {
        return kind(type).map(Kind::feeds).orElse(Set.of());
    }

    private static Set<Right> rightsOn(String type) {
        return kind(type).map(Kind::rights).orElse(Set.of());
    }

    private static Optional<Kind> kind(String type) {
        return KINDS.stream().filter(kind -> kind.type().equals(type)).findFirst();
    }

    private static String unknown(List<String> levels, @Nullable String unread) {
        Optional<String> unknown =
                levels.stream().filter(level -> BaseRole.of(level).isEmpty()).findFirst();
        if (unknown.isPresent()) {
            return "%s is no base role Muster knows, so nobody can tell what it allows"
                    .formatted(BaseRole.titleOf(unknown.get()));
        }
        return unread == null
                ? "No base role was read for this account, so nobody can tell what it may do"
                : "No base role is known for this account, because " + unread;
    }
}
