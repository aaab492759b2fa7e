package dev.muster.settings;

import dev.muster.tenant.Does;
import dev.muster.tenant.Action;
import dev.muster.edge.MusterUrl;
import dev.muster.integration.Handover;
import dev.muster.invitation.Invitation;
import dev.muster.invitation.Invitations;
import dev.muster.problem.Conflict;
import dev.muster.problem.Faults;
import dev.muster.problem.InvalidInput;
import dev.muster.problem.NoSuchThing;
import dev.muster.signin.PasswordChanges;
import dev.muster.signin.PasswordLinks;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.UserId;
import dev.muster.web.Moment;
import dev.muster.web.Nav;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Settings > Members.
@Controller
@RequestMapping("/t/{tenant}/settings/members")
class MemberPages {
    private static final String DONE = "done";
    private static final String SUCCESSOR = "successor-";

    private final SettingsPages settings;
    private final Members members;
    private final Invitations invitations;
    private final PasswordChanges passwords;
    private final Handover handover;
    private final MusterUrl url;
    private final Clock clock;

    MemberPages(
            SettingsPages settings,
            Members members,
            Invitations invitations,
            PasswordChanges passwords,
            Handover handover,
            MusterUrl url,
            Clock clock) {
        this.settings = settings;
        this.members = members;
        this.invitations = invitations;
        this.passwords = passwords;
        this.handover = handover;
        this.url = url;
        this.clock = clock;
    }

    @GetMapping
    @Does(Action.SEE_MEMBERS)
    ModelAndView list(TenantAccess access, HttpServletRequest request, @ModelAttribute(DONE) @Nullable String done) {
        return page(access, request, Answer.done(done), HttpStatus.OK);
    }

    /// The link is in this answer and nowhere else; a redirect would have to keep it in the session.
    @PostMapping
    @Does(Action.MANAGE_MEMBERS)
    ModelAndView invite(
            TenantAccess access,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String role) {
        var form = new MembersView.Form(email, name, role);
        try {
            return invited(access, request, invitations.invite(access, name, email, role));
        } catch (InvalidInput faulty) {
            return page(access, request, Answer.faulty(form, faulty.faults()), HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (Conflict conflict) {
            return page(access, request, Answer.refused(form, conflict), HttpStatus.CONFLICT);
        }
    }

    @PostMapping("/invitations/{id}/link")
    @Does(Action.MANAGE_MEMBERS)
    ModelAndView renew(TenantAccess access, HttpServletRequest request, @PathVariable UUID id) {
        return invited(access, request, invitations.renew(access, id));
    }

    @PostMapping("/invitations/{id}/withdraw")
    @Does(Action.MANAGE_MEMBERS)
    String withdraw(TenantAccess access, @PathVariable UUID id, RedirectAttributes next) {
        next.addFlashAttribute(
                DONE, "The invitation of %s was taken back.".formatted(invitations.withdraw(access, id)));
        return "redirect:" + SettingsPages.address(access, Nav.MEMBERS);
    }

    @PostMapping("/{user}/password")
    @Does(Action.MANAGE_MEMBERS)
    ModelAndView resetPassword(TenantAccess access, HttpServletRequest request, @PathVariable UUID user) {
        Member member = find(access, user);
        try {
            PasswordLinks.Link link = passwords.linkFor(access, member);
            String text = "Hand this link to %s: Muster sends no mail. It sets a new password, ends every session of"
                    + " theirs, works once, and ends on %s. It is not shown again.";
            return page(
                    access,
                    request,
                    Answer.once(new MembersView.Once(
                            "New password for " + member.name(),
                            text.formatted(member.email(), minute(link.validUntil())),
                            url.absolute(link.path(), request))),
                    HttpStatus.OK);
        } catch (Conflict conflict) {
            return page(access, request, Answer.refused(MembersView.Form.EMPTY, conflict), HttpStatus.CONFLICT);
        }
    }

    @PostMapping("/{user}/role")
    @Does(Action.MANAGE_MEMBERS)
    ModelAndView changeRole(
            TenantAccess access,
            HttpServletRequest request,
            @PathVariable UUID user,
            @RequestParam(defaultValue = "") String role,
            RedirectAttributes next) {
        var faults = new Faults();
        Role wanted = Role.named(role, faults);
        faults.throwIfAny();
        Member member = find(access, user);
        return change(
                access,
                request,
                next,
                "%s is now %s.".formatted(member.name(), wanted.title()),
                () -> members.changeRole(access.id(), access.actor(), member.user(), wanted));
    }

    /// Asks who answers for what the member leaves behind.
    @GetMapping("/{user}/remove")
    @Does(Action.MANAGE_MEMBERS)
    ModelAndView leaving(TenantAccess access, HttpServletRequest request, @PathVariable UUID user) {
        Member member = find(access, user);
        var view = new LeavingView(
                user,
                member.name(),
                access.tenant().name(),
                member.user().equals(access.user()),
                handover.of(access.id(), member.user(), access.user()).stream()
                        .map(left -> new LeavingView.Left(
                                left.id().value(),
                                left.name(),
                                left.primary(),
                                left.successor().user().value()))
                        .toList(),
                members.of(access.id()).stream()
                        .filter(other -> !other.user().equals(member.user()) && Action.mayOwn(other.role()))
                        .map(other -> new LeavingView.Choice(other.user().value(), other.name()))
                        .toList());
        return settings.page(access, request, Nav.MEMBERS, "leaving", view, HttpStatus.OK);
    }

    /// @param form `successor-{integration}` with a user; who is not named is found
    @PostMapping("/{user}/remove")
    @Does(Action.MANAGE_MEMBERS)
    ModelAndView remove(
            TenantAccess access,
            HttpServletRequest request,
            @PathVariable UUID user,
            @RequestParam Map<String, String> form,
            RedirectAttributes next) {
        Member member = find(access, user);
        Map<UUID, UserId> successors = successors(form);
        return change(
                access,
                request,
                next,
                "%s was removed.".formatted(member.name()),
                () -> members.remove(access.id(), access.actor(), member.user(), successors));
    }

    /// What is no id names nobody.
    private static Map<UUID, UserId> successors(Map<String, String> form) {
        Map<UUID, UserId> successors = new HashMap<>();
        form.forEach((field, user) -> {
            if (field.startsWith(SUCCESSOR)) {
                try {
                    successors.put(
                            UUID.fromString(field.substring(SUCCESSOR.length())), new UserId(UUID.fromString(user)));
                } catch (IllegalArgumentException nobody) {
                    throw new NoSuchThing("A successor was named who is nobody.");
                }
            }
        });
        return successors;
    }

    private ModelAndView change(
            TenantAccess access, HttpServletRequest request, RedirectAttributes next, String done, Runnable act) {
        try {
            act.run();
        } catch (Conflict conflict) {
            return page(access, request, Answer.refused(MembersView.Form.EMPTY, conflict), HttpStatus.CONFLICT);
        }
        if (members.find(access.id(), access.user()).isEmpty()) {
            return new ModelAndView("redirect:/");
        }
        next.addFlashAttribute(DONE, done);
        return new ModelAndView("redirect:" + SettingsPages.address(access, Nav.MEMBERS));
    }

    private Member find(TenantAccess access, UUID user) {
        return members.find(access.id(), new UserId(user))
                .orElseThrow(() -> new NoSuchThing("This tenant has no such member."));
    }

    private ModelAndView invited(TenantAccess access, HttpServletRequest request, Invitations.Sent sent) {
        Invitation invitation = sent.invitation();
        String text = "Hand this link to %s: Muster sends no mail. Whoever opens it can join %s as %s, and nobody is a"
                + " member before. It works once and ends on %s. It is not shown again.";
        return page(
                access,
                request,
                Answer.once(new MembersView.Once(
                        "Invitation for " + invitation.name(),
                        text.formatted(
                                invitation.email(),
                                access.tenant().name(),
                                invitation.role().title(),
                                minute(invitation.validUntil())),
                        url.absolute(sent.path(), request))),
                HttpStatus.OK);
    }

    private String minute(Instant at) {
        return new Moment(at, ZoneOffset.UTC, clock.instant()).minute() + " UTC";
    }

    private ModelAndView page(TenantAccess access, HttpServletRequest request, Answer answer, HttpStatus status) {
        Map<UserId, List<String>> owned = handover.owned(access.id());
        List<MembersView.Row> rows = members.of(access.id()).stream()
                .map(member -> row(access, member, owned.getOrDefault(member.user(), List.of())))
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

    private static MembersView.Row row(TenantAccess access, Member member, List<String> owned) {
        return new MembersView.Row(
                member.user().value(),
                member.name(),
                member.email(),
                member.role(),
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
                minute(invitation.validUntil()),
                invitation.isOver(now));
    }

    /// What came of the last form.
    private record Answer(
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
