package dev.muster.settings;

import dev.muster.factor.SecondFactors;
import dev.muster.integration.Handover;
import dev.muster.invitation.Invitation;
import dev.muster.invitation.Invitations;
import dev.muster.problem.Conflict;
import dev.muster.problem.NoSuchThing;
import dev.muster.tenant.Action;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.UserId;
import dev.muster.web.Moment;
import dev.muster.web.Nav;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/// The page Settings > Members, whatever was just done on it.
@Component
class MembersPage {
    private final SettingsPages settings;
    private final Members members;
    private final Invitations invitations;
    private final Handover handover;
    private final SecondFactors factors;
    private final Clock clock;

    MembersPage(
            SettingsPages settings,
            Members members,
            Invitations invitations,
            Handover handover,
            SecondFactors factors,
            Clock clock) {
        this.settings = settings;
        this.members = members;
        this.invitations = invitations;
        this.handover = handover;
        this.factors = factors;
        this.clock = clock;
    }

    ModelAndView show(TenantAccess access, HttpServletRequest request, Answer answer, HttpStatus status) {
        Map<UserId, List<String>> owned = handover.owned(access.id());
        List<Member> all = members.of(access.id());
        Set<UserId> secured = factors.among(all.stream().map(Member::user).toList());
        List<MembersView.Row> rows = all.stream()
                .map(member -> row(
                        access, member, secured.contains(member.user()), owned.getOrDefault(member.user(), List.of())))
                .toList();
        Instant now = clock.instant();
        List<MembersView.Invited> invited = invitations.of(access.id()).stream()
                .map(invitation -> row(invitation, now))
                .toList();
        var view = new MembersView(
                rows,
                invited,
                access.may(Action.MANAGE_MEMBERS),
                answer.form(),
                answer.faults(),
                answer.refused(),
                answer.once(),
                answer.done());
        return settings.page(access, request, Nav.MEMBERS, "members", view, status);
    }

    /// The page with why a change was not made.
    ModelAndView refused(TenantAccess access, HttpServletRequest request, Conflict conflict) {
        return show(access, request, Answer.refused(MembersView.Form.EMPTY, conflict), HttpStatus.CONFLICT);
    }

    /// @throws NoSuchThing when the tenant has no such member
    Member member(TenantAccess access, UUID user) {
        return members.find(access.id(), new UserId(user))
                .orElseThrow(() -> new NoSuchThing("This tenant has no such member."));
    }

    private static MembersView.Row row(TenantAccess access, Member member, boolean factor, List<String> owned) {
        return new MembersView.Row(
                member.user().value(),
                member.name(),
                member.email(),
                member.role(),
                factor,
                String.join(", ", owned),
                member.user().equals(access.user()));
    }

    private MembersView.Invited row(Invitation invitation, Instant now) {
        return new MembersView.Invited(
                invitation.id(),
                invitation.name(),
                invitation.email(),
                invitation.role().title(),
                invitation.invitedBy(),
                new Moment(invitation.validUntil(), ZoneOffset.UTC, now).day(),
                invitation.isOver(now));
    }

    /// A moment as the page tells it.
    String minute(Instant at) {
        return new Moment(at, ZoneOffset.UTC, clock.instant()).minute() + " UTC";
    }

    /// What came of the last form.
    record Answer(
            MembersView.Form form,
            Map<String, String> faults,
            @Nullable String refused,
            MembersView.@Nullable Once once,
            @Nullable String done) {

        static Answer done(@Nullable String sentence) {
            String done = sentence == null || sentence.isEmpty() ? null : sentence;
            return new Answer(MembersView.Form.EMPTY, Map.of(), null, null, done);
        }

        static Answer faulty(MembersView.Form form, Map<String, String> faults) {
            return new Answer(form, faults, null, null, null);
        }

        static Answer refused(MembersView.Form form, Conflict conflict) {
            return new Answer(form, Map.of(), conflict.getMessage(), null, null);
        }

        static Answer once(MembersView.Once once) {
            return new Answer(MembersView.Form.EMPTY, Map.of(), null, once, null);
        }
    }
}
