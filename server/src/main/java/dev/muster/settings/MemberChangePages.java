package dev.muster.settings;

import dev.muster.integration.Handover;
import dev.muster.problem.Conflict;
import dev.muster.problem.Faults;
import dev.muster.problem.NoSuchThing;
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

/// What an Administrator changes about the membership of one member: their role, and its end.
@Controller
@RequestMapping("/t/{tenant}/settings/members/{user}")
@Does(Action.MANAGE_MEMBERS)
class MemberChangePages {
    private static final String SUCCESSOR = "successor-";

    private final SettingsPages settings;
    private final MembersPage page;
    private final Members members;
    private final Handover handover;

    MemberChangePages(SettingsPages settings, MembersPage page, Members members, Handover handover) {
        this.settings = settings;
        this.page = page;
        this.members = members;
        this.handover = handover;
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
        Member member = page.member(access, user);
        return change(
                access,
                request,
                next,
                "%s is now %s.".formatted(member.name(), wanted.title()),
                () -> members.changeRole(access.id(), access.actor(), member.user(), wanted));
    }

    /// Asks who answers for what the member leaves behind.
    @GetMapping("/remove")
    ModelAndView leaving(TenantAccess access, HttpServletRequest request, @PathVariable UUID user) {
        Member member = page.member(access, user);
        try {
            return settings.page(access, request, Nav.MEMBERS, "leaving", leaving(access, member), HttpStatus.OK);
        } catch (Conflict conflict) {
            return page.refused(access, request, conflict);
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
        Member member = page.member(access, user);
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
            return page.refused(access, request, conflict);
        }
        if (members.find(access.id(), access.user()).isEmpty()) {
            return new ModelAndView("redirect:/");
        }
        next.addFlashAttribute(MemberPages.DONE, done);
        return new ModelAndView("redirect:" + SettingsPages.address(access, Nav.MEMBERS));
    }
}
