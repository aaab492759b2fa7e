package dev.muster.settings;

import dev.muster.edge.MusterUrl;
import dev.muster.invitation.Invitation;
import dev.muster.invitation.Invitations;
import dev.muster.mail.Mails;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.tenant.Action;
import dev.muster.tenant.AsksAgain;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Nav;
import jakarta.servlet.http.HttpServletRequest;
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

/// Settings > Members: who belongs here, and who is asked to.
@Controller
@RequestMapping("/t/{tenant}/settings/members")
class MemberPages {
    static final String DONE = "done";

    private final MembersPage page;
    private final Invitations invitations;
    private final Mails mails;
    private final MusterUrl url;

    MemberPages(MembersPage page, Invitations invitations, Mails mails, MusterUrl url) {
        this.page = page;
        this.invitations = invitations;
        this.mails = mails;
        this.url = url;
    }

    @GetMapping
    @Does(Action.SEE_MEMBERS)
    ModelAndView list(TenantAccess access, HttpServletRequest request, @ModelAttribute(DONE) @Nullable String done) {
        return page.show(access, request, MembersPage.Answer.done(done), HttpStatus.OK);
    }

    /// The link is in this answer and nowhere else; a redirect would have to keep it in the session.
    @PostMapping
    @AsksAgain
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
            return page.show(
                    access,
                    request,
                    MembersPage.Answer.faulty(form, faulty.faults()),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (Conflict conflict) {
            return page.show(access, request, MembersPage.Answer.refused(form, conflict), HttpStatus.CONFLICT);
        }
    }

    @PostMapping("/invitations/{id}/link")
    @AsksAgain
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

    private String keptWhere() {
        return mails.areKept() ? ", which this demo keeps under Settings > Mail" : "";
    }

    private ModelAndView invited(TenantAccess access, HttpServletRequest request, Invitations.Sent sent) {
        Invitation invitation = sent.invitation();
        if (sent.path() == null) {
            String posted =
                    "The invitation goes to %s by mail%s. Nobody is a member before they accept; the link in it ends on %s."
                            .formatted(invitation.email(), keptWhere(), page.minute(invitation.validUntil()));
            return page.show(access, request, MembersPage.Answer.done(posted), HttpStatus.OK);
        }
        String text = "Hand this link to %s: Muster sends no mail. Whoever opens it can join %s as %s, and nobody is a"
                + " member before. It works once and ends on %s. It is not shown again.";
        return page.show(
                access,
                request,
                MembersPage.Answer.once(new MembersView.Once(
                        "Invitation for " + invitation.name(),
                        text.formatted(
                                invitation.email(),
                                access.tenant().name(),
                                invitation.role().title(),
                                page.minute(invitation.validUntil())),
                        url.absolute(sent.path(), request))),
                HttpStatus.OK);
    }
}
