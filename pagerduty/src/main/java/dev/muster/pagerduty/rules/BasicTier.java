package dev.muster.pagerduty.rules;

import dev.muster.connector.AccessRules.Question;
import dev.muster.connector.Right;
import dev.muster.pagerduty.api.BaseRole;
import dev.muster.pagerduty.api.Duty;
import dev.muster.pagerduty.api.Feeds;
import dev.muster.pagerduty.api.TeamRole;
import dev.muster.pagerduty.feeds.BusinessServicesFeed;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What base roles allow on the basic tier, where neither team roles nor private teams count.
///
/// See <https://support.pagerduty.com/main/docs/user-roles>.
final class BasicTier {
    private static final String RULE = "Base role";

    private BasicTier() {}

    /// @param questions takes what PagerDuty's pages do not tell
    static Reach reach(BaseRole role, Question question, Set<String> questions) {
        if (role == BaseRole.READ_ONLY_LIMITED_USER) {
            return Reach.of(Set.of(), RULE, role.title() + " sees status pages and nothing else");
        }
        String reason = "%s as base role, on the basic tier of permissions".formatted(role.basicTitle());
        return switch (question.type()) {
            case BaseRole.RESOURCE -> Reach.of(onAccount(role), RULE, role.basicTitle() + " as base role");
            case TeamRole.RESOURCE -> onTeam(role, Reach.of(powers(role), RULE, reason), questions);
            case BusinessServicesFeed.TYPE -> onBusinessService(role, Reach.of(powers(role), RULE, reason), questions);
            case Duty.SCHEDULE -> onSchedule(role, question, reason, questions);
            default -> Reach.of(powers(role), RULE, reason);
        };
    }

    private static Set<Right> powers(BaseRole role) {
        return Power.of(role).rights();
    }

    /// Everybody sees who the users are.
    private static Set<Right> onAccount(BaseRole role) {
        return powers(role);
    }

    private static Reach onTeam(BaseRole role, Reach reach, Set<String> questions) {
        if (changes(role)) {
            return reach;
        }
        questions.add("PagerDuty's pages do not tell who sees teams on the basic tier");
        return reach.leavingOpen(Set.of(Rights.VIEW));
    }

    private static Reach onBusinessService(BaseRole role, Reach reach, Set<String> questions) {
        if (role == BaseRole.OWNER || role == BaseRole.ADMIN) {
            return reach;
        }
        questions.add("PagerDuty's pages do not tell who sees and edits business services on the basic tier");
        return reach.leavingOpen(role == BaseRole.USER ? Set.of(Rights.VIEW, Rights.EDIT) : Set.of(Rights.VIEW));
    }

    /// Shifts may be overridden by those who take turns.
    private static Reach onSchedule(BaseRole role, Question question, String reason, Set<String> questions) {
        Set<Right> rights = new HashSet<>();
        rights.addAll(powers(role));
        if (role == BaseRole.READ_ONLY_USER) {
            return Reach.of(rights, RULE, reason);
        }
        rights.remove(Rights.OVERRIDE);
        Set<String> held = question.held();
        String unread = held == null ? "nobody looked whether they take turns on it" : unreadSchedules(question);
        if (unread != null) {
            questions.add(unread);
            return Reach.of(rights, RULE, reason).leavingOpen(Set.of(Rights.OVERRIDE));
        }
        if (held != null && !held.isEmpty()) {
            rights.add(Rights.OVERRIDE);
            return Reach.of(rights, RULE, reason + "; takes turns on it");
        }
        Reach reach = Reach.of(rights, RULE, reason + "; takes no turns on it");
        if (changes(role)) {
            questions.add(
                    "PagerDuty's pages do not tell whether Users and Admins may override shifts of others on the basic tier");
            return reach.leavingOpen(Set.of(Rights.OVERRIDE));
        }
        return reach;
    }

    private static @Nullable String unreadSchedules(Question question) {
        String layers = question.unread().get(Feeds.SCHEDULES.id());
        return layers != null ? layers : question.unread().get(Feeds.SHIFT_SCHEDULES.id());
    }

    private static boolean changes(BaseRole role) {
        return role == BaseRole.USER || role == BaseRole.ADMIN || role == BaseRole.OWNER;
    }
}
