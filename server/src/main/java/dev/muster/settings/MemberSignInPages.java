package dev.muster.settings;

import dev.muster.edge.MusterUrl;
import dev.muster.factor.FactorsOfMembers;
import dev.muster.problem.Conflict;
import dev.muster.signin.PasswordChanges;
import dev.muster.signin.PasswordLinks;
import dev.muster.tenant.Action;
import dev.muster.tenant.AsksAgain;
import dev.muster.tenant.Does;
import dev.muster.tenant.Member;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Nav;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What an Administrator does about how one member signs in: password, second factor, sessions.
@Controller
@RequestMapping("/t/{tenant}/settings/members/{user}")
@Does(Action.MANAGE_MEMBERS)
class MemberSignInPages {
    private final MembersPage page;
    private final PasswordChanges passwords;
    private final FactorsOfMembers factors;
    private final MusterUrl url;

    MemberSignInPages(MembersPage page, PasswordChanges passwords, FactorsOfMembers factors, MusterUrl url) {
        this.page = page;
        this.passwords = passwords;
        this.factors = factors;
        this.url = url;
    }

    @PostMapping("/password")
    @AsksAgain
    ModelAndView resetPassword(TenantAccess access, HttpServletRequest request, @PathVariable UUID user) {
        Member member = page.member(access, user);
        try {
            PasswordLinks.Link link = passwords.linkFor(access, member);
            if (link.path() == null) {
                String posted = "A link for a new password goes to %s by mail. It ends on %s."
                        .formatted(member.email(), page.minute(link.validUntil()));
                return page.show(access, request, MembersPage.Answer.done(posted), HttpStatus.OK);
            }
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
            return page.refused(access, request, conflict);
        }
    }

    /// For whoever lost the app and the recovery codes.
    @PostMapping("/factor/remove")
    @AsksAgain
    ModelAndView takeFactorAway(
            TenantAccess access, HttpServletRequest request, @PathVariable UUID user, RedirectAttributes next) {
        Member member = page.member(access, user);
        try {
            factors.takeAway(access, member);
        } catch (Conflict conflict) {
            return page.refused(access, request, conflict);
        }
        return back(access, next, "%s has no second factor any more, and is signed out.".formatted(member.name()));
    }

    @PostMapping("/sessions/end")
    @AsksAgain
    ModelAndView endSessions(TenantAccess access, @PathVariable UUID user, RedirectAttributes next) {
        Member member = page.member(access, user);
        passwords.endSessions(access, member);
        return back(access, next, "Every session of %s has ended.".formatted(member.name()));
    }

    private static ModelAndView back(TenantAccess access, RedirectAttributes next, String done) {
        next.addFlashAttribute(MemberPages.DONE, done);
        return new ModelAndView("redirect:" + SettingsPages.address(access, Nav.MEMBERS));
    }
}
