package dev.muster.pagerduty;

import dev.muster.connector.AccessRules;
import dev.muster.connector.Key;
import dev.muster.connector.Right;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How base role, team role and team privacy add up.
///
/// Base roles of Advanced Permissions are fixed or flexible. A fixed one counts everywhere, whatever team roles say. A
/// flexible one gives way to the role in a team that owns the object, and reaches nothing of a private team its holder
/// is not in. On the basic tier the base role alone decides.
///
/// See <https://support.pagerduty.com/main/docs/advanced-permissions>,
/// <https://support.pagerduty.com/main/docs/user-roles> and <https://support.pagerduty.com/main/docs/teams>.
final class EffectiveAccess implements AccessRules {
    private static final String BOUND =
            "Roles on single objects cannot be read from PagerDuty and may give more or less than this";
    private static final List<Kind> KINDS = List.of(
            new Kind(BaseRole.RESOURCE, "Account", EnumSet.of(Right.VIEW, Right.MANAGE_USERS, Right.ACCOUNT)),
            new Kind(TeamRole.RESOURCE, "Team", EnumSet.of(Right.VIEW, Right.MANAGE_TEAM)),
            new Kind(ServicesFeed.TYPE, "Service", EnumSet.of(Right.VIEW, Right.RESPOND, Right.EDIT)),
            new Kind(Duty.SCHEDULE, "Schedule", EnumSet.of(Right.VIEW, Right.OVERRIDE, Right.EDIT)),
            new Kind(Duty.POLICY, "Escalation policy", EnumSet.of(Right.VIEW, Right.EDIT)),
            new Kind(BusinessServicesFeed.TYPE, "Business service", EnumSet.of(Right.VIEW, Right.EDIT)));

    @Override
    public Key whole() {
        return CredentialFeed.ACCOUNT;
    }

    @Override
    public String group() {
        return TeamRole.RESOURCE;
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
        return BaseRole.known(question.level())
                .map(role -> decide(role, question))
                .orElseGet(() -> new Decision(Set.of(), "Unknown base role", unknown(question.level()), false));
    }

    private static Decision decide(BaseRole role, Question question) {
        if (question.type().equals(BaseRole.RESOURCE)) {
            return onAccount(role, question);
        }
        if (isBasic(role, question)) {
            return decision(
                    question,
                    Power.of(role),
                    "Base role",
                    "%s as base role, which alone decides on this PagerDuty plan".formatted(role.basicTitle()));
        }
        return switch (role) {
            case OWNER, ADMIN ->
                fixed(question, role, "%s reaches everything, private teams too".formatted(role.title()));
            case READ_ONLY_LIMITED_USER ->
                fixed(question, role, "%s sees status pages and nothing else".formatted(role.title()));
            case READ_ONLY_USER -> stakeholder(role, question);
            case USER, LIMITED_USER, OBSERVER, RESTRICTED_ACCESS -> flexible(role, question);
        };
    }

    /// Everybody but a limited stakeholder sees who the users are.
    private static Decision onAccount(BaseRole role, Question question) {
        boolean basic = isBasic(role, question);
        Power power = role == BaseRole.RESTRICTED_ACCESS ? Power.SEE : Power.of(role);
        String title = basic ? role.basicTitle() : role.title();
        return decision(question, power, "Base role", title + " as base role");
    }

    /// Roles that exist under Advanced Permissions only are proof of it.
    private static boolean isBasic(BaseRole role, Question question) {
        return Tier.BASIC.value().equals(question.application().get(Tier.ATTRIBUTE)) && role.isOfBasicTier();
    }

    private static Decision fixed(Question question, BaseRole role, String reach) {
        return decision(question, Power.of(role), "Fixed base role", reach + "; team roles do not count");
    }

    /// A fixed role that takes no team role into account, but is not let into private teams.
    private static Decision stakeholder(BaseRole role, Question question) {
        return isShutOut(question)
                ? shutOut(role, question)
                : fixed(question, role, "%s sees every public object and changes none".formatted(role.title()));
    }

    private static Decision flexible(BaseRole role, Question question) {
        List<Owner> joined = question.owners().stream()
                .filter(owner -> owner.level() != null)
                .toList();
        if (!joined.isEmpty()) {
            return byTeamRole(role, question, joined);
        }
        return isShutOut(question) ? shutOut(role, question) : byBaseRole(role, question);
    }

    /// Of several teams that own an object, the one that gives most counts.
    private static Decision byTeamRole(BaseRole role, Question question, List<Owner> joined) {
        List<Power> powers = joined.stream()
                .flatMap(team -> Power.ofTeamRole(String.valueOf(team.level())).stream())
                .toList();
        Power most = Power.most(powers).orElse(Power.NOTHING);
        String held = joined.stream()
                .map(team -> "%s on team %s".formatted(TeamRole.titleOf(String.valueOf(team.level())), team.name()))
                .sorted()
                .collect(Collectors.joining(" and "));
        String sentence =
                "%s; base role %s does not apply because the team role is more specific".formatted(held, role.title());
        boolean certain = powers.size() == joined.size();
        return new Decision(within(question, most), "Team role", sentence, certain);
    }

    private static boolean isShutOut(Question question) {
        return !question.owners().isEmpty()
                && question.owners().stream().allMatch(owner -> owner.level() == null && isPrivate(owner));
    }

    private static Decision shutOut(BaseRole role, Question question) {
        String sentence = "Not in %s, so base role %s shows nothing of it"
                .formatted(teams("private team", question.owners().stream()), role.title());
        return decision(question, Power.NOTHING, "Private team", sentence);
    }

    private static Decision byBaseRole(BaseRole role, Question question) {
        String where = question.owners().isEmpty()
                ? "no team owns this"
                : "not in " + teams("public team", question.owners().stream().filter(owner -> !isPrivate(owner)));
        String reach = role == BaseRole.RESTRICTED_ACCESS
                ? "%s as base role shows nothing by itself".formatted(role.title())
                : "%s as base role".formatted(role.title());
        return decision(question, Power.of(role), "Base role", "%s; %s".formatted(reach, where));
    }

    private static Decision decision(Question question, Power power, String rule, String sentence) {
        return new Decision(within(question, power), rule, sentence, true);
    }

    private static Set<Right> within(Question question, Power power) {
        return KINDS.stream()
                .filter(kind -> kind.type().equals(question.type()))
                .flatMap(kind -> kind.rights().stream())
                .filter(power.rights()::contains)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isPrivate(Owner owner) {
        return Boolean.parseBoolean(owner.attributes().get(TeamsFeed.PRIVATE));
    }

    private static String teams(String noun, Stream<Owner> owners) {
        return owners.map(owner -> noun + " " + owner.name()).sorted().collect(Collectors.joining(" and "));
    }

    private static String unknown(@Nullable String level) {
        return level == null
                ? "No base role was read for this account, so nobody can tell what it may do"
                : "%s is no base role Muster knows, so nobody can tell what it allows"
                        .formatted(BaseRole.titleOf(level));
    }
}
