package dev.muster.settings;

import dev.muster.edge.MusterUrl;
import dev.muster.problem.Conflict;
import dev.muster.problem.Faults;
import dev.muster.problem.InvalidInput;
import dev.muster.problem.NoSuchThing;
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
import java.time.ZoneOffset;
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

    private final SettingsPages settings;
    private final Members members;
    private final Invitations invitations;
    private final MusterUrl url;
    private final Clock clock;

    MemberPages(SettingsPages settings, Members members, Invitations invitations, MusterUrl url, Clock clock) {
        this.settings = settings;
        this.members = members;
        this.invitations = invitations;
        this.url = url;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView list(TenantAccess access, HttpServletRequest request, @ModelAttribute(DONE) @Nullable String done) {
        return page(access, request, Answer.done(done), HttpStatus.OK);
    }

    /// A new user's link is in this answer and nowhere else; a redirect would have to keep it in the session.
    @PostMapping
    ModelAndView add(
            TenantAccess access,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String role) {
        access.requireManagesMembers();
        var form = new MembersView.Form(email, name, role);
        try {
            return page(access, request, added(access, request, invitations.add(access, form)), HttpStatus.OK);
        } catch (InvalidInput faulty) {
            return page(access, request, Answer.faulty(form, faulty.faults()), HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (Conflict conflict) {
            return page(access, request, Answer.refused(form, conflict), HttpStatus.CONFLICT);
        }
    }

    @PostMapping("/{user}/role")
    ModelAndView changeRole(
            TenantAccess access,
            HttpServletRequest request,
            @PathVariable UUID user,
            @RequestParam(defaultValue = "") String role,
            RedirectAttributes next) {
        access.requireManagesMembers();
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

    @PostMapping("/{user}/remove")
    ModelAndView remove(
            TenantAccess access, HttpServletRequest request, @PathVariable UUID user, RedirectAttributes next) {
        access.requireManagesMembers();
        Member member = find(access, user);
        return change(
                access,
                request,
                next,
                "%s was removed.".formatted(member.name()),
                () -> members.remove(access.id(), access.actor(), member.user()));
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

    private Answer added(TenantAccess access, HttpServletRequest request, Invitations.Added added) {
        Member member = added.member();
        PasswordLinks.Link link = added.link();
        if (link == null) {
            return Answer.done("%s is now a member of %s and signs in as before."
                    .formatted(member.name(), access.tenant().name()));
        }
        String address = url.absolute(link.path(), request);
        String until = new Moment(link.validUntil(), ZoneOffset.UTC, clock.instant()).minute() + " UTC";
        return Answer.invited(new MembersView.Invitation(member.name(), member.email(), address, until));
    }

    private ModelAndView page(TenantAccess access, HttpServletRequest request, Answer answer, HttpStatus status) {
        List<MembersView.Row> rows = members.of(access.id()).stream()
                .map(member -> row(access, member))
                .toList();
        var view = new MembersView(
                rows,
                access.role().managesMembers(),
                answer.form(),
                answer.faults(),
                answer.refused(),
                answer.invitation(),
                answer.done());
        return settings.page(access, request, Nav.MEMBERS, "members", view, status);
    }

    private static MembersView.Row row(TenantAccess access, Member member) {
        return new MembersView.Row(
                member.user().value(),
                member.name(),
                member.email(),
                member.role(),
                member.user().equals(access.user()));
    }

    /// What came of the last form.
    private record Answer(
            MembersView.Form form,
            Map<String, String> faults,
            @Nullable String refused,
            MembersView.@Nullable Invitation invitation,
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

        static Answer invited(MembersView.Invitation invitation) {
            return new Answer(MembersView.Form.EMPTY, Map.of(), null, invitation, null);
        }
    }
}
