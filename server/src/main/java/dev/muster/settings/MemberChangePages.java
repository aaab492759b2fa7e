package dev.muster.settings;

import dev.muster.edge.MusterUrl;
import dev.muster.factor.SecondFactors;
import dev.muster.integration.Handover;
import dev.muster.problem.Conflict;
import dev.muster.problem.Faults;
import dev.muster.problem.NoSuchThing;
import dev.muster.signin.PasswordChanges;
import dev.muster.signin.PasswordLinks;
import dev.muster.tenant.Action;
import dev.muster.tenant.AsksAgain;
import dev.muster.tenant.Does;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.UserId;
import dev.muster.web.Nav;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What an Administrator changes about one member: role, password, second factor, sessions, membership.
@Controller
@RequestMapping("/t/{tenant}/settings/members/{user}")
@Does(Action.MANAGE_MEMBERS)
class MemberChangePages {
    private static final String SUCCESSOR = "successor-";

    private final SettingsPages settings;
    private final MembersPage page;
    private final Members members;
    private final PasswordChanges passwords;
    private final SecondFactors factors;
    private final Handover handover;
    private final MusterUrl url;

    MemberChangePages(
            SettingsPages settings,
            MembersPage page,
            Members members,
            PasswordChanges passwords,
            SecondFactors factors,
            Handover handover,
            MusterUrl url) {
        this.settings = settings;
        this.page = page;
        this.members = members;
        this.passwords = passwords;
        this.factors = factors;
        this.handover = handover;
        this.url = url;
    }

    @PostMapping("/password")
    @AsksAgain
    ModelAndView resetPassword(TenantAccess access, HttpServletRequest request, @PathVariable UUID user) {
        Member member = find(access, user);
        try {
            PasswordLinks.Link link = passwords.linkFor(access, member);
            String text = "Hand this link to %s: Muster sends no mail. It sets a new password, ends every session of"
                    + " theirs, works once, and ends on %s. It is not shown again.";
            return page.show(
                    access,
                    request,
                    MembersPage.Answer.once(new MembersView.Once(
                            "New password for " + member.name(),
                            text.formatted(member.email(), page.minute(link.validUntil())),
                            url.absolute(link.path(), request))),
                    HttpStatus.OK);
        } catch (Conflict conflict) {
            return page.show(
                    access, request, MembersPage.Answer.refused(MembersView.Form.EMPTY, conflict), HttpStatus.CONFLICT);
        }
    }

    @PostMapping("/role")
    @AsksAgain
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

    /// For whoever lost the app and the recovery codes.
    @PostMapping("/factor/remove")
    @AsksAgain
    ModelAndView takeFactorAway(
            TenantAccess access, HttpServletRequest request, @PathVariable UUID user, RedirectAttributes next) {
        Member member = find(access, user);
        return change(
                access,
                request,
                next,
                "%s has no second factor any more, and is signed out.".formatted(member.name()),
                () -> factors.takeAway(access, member));
    }

    @PostMapping("/sessions/end")
    @AsksAgain
    ModelAndView endSessions(
            TenantAccess access, HttpServletRequest request, @PathVariable UUID user, RedirectAttributes next) {
        Member member = find(access, user);
        return change(
                access,
                request,
                next,
                "Every session of %s has ended.".formatted(member.name()),
                () -> passwords.endSessions(access, member));
    }

    /// Asks who answers for what the member leaves behind.
    @GetMapping("/remove")
    ModelAndView leaving(TenantAccess access, HttpServletRequest request, @PathVariable UUID user) {
        Member member = find(access, user);
        try {
            return settings.page(access, request, Nav.MEMBERS, "leaving", leaving(access, member), HttpStatus.OK);
        } catch (Conflict conflict) {
            return page.show(
                    access, request, MembersPage.Answer.refused(MembersView.Form.EMPTY, conflict), HttpStatus.CONFLICT);
        }
    }

    private LeavingView leaving(TenantAccess access, Member member) {
        UUID user = member.user().value();
        return new LeavingView(
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
    }

    /// @param form `successor-{integration}` with a user; who is not named is found
    @PostMapping("/remove")
    @AsksAgain
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
            return page.show(
                    access, request, MembersPage.Answer.refused(MembersView.Form.EMPTY, conflict), HttpStatus.CONFLICT);
        }
        if (members.find(access.id(), access.user()).isEmpty()) {
            return new ModelAndView("redirect:/");
        }
        next.addFlashAttribute(MemberPages.DONE, done);
        return new ModelAndView("redirect:" + SettingsPages.address(access, Nav.MEMBERS));
    }

    private Member find(TenantAccess access, UUID user) {
        return members.find(access.id(), new UserId(user))
                .orElseThrow(() -> new NoSuchThing("This tenant has no such member."));
    }
}
