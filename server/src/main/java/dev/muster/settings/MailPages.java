package dev.muster.settings;

import dev.muster.database.TenantTransactions;
import dev.muster.edge.MusterUrl;
import dev.muster.mail.Mail;
import dev.muster.mail.Mails;
import dev.muster.problem.Conflict;
import dev.muster.problem.NoSuchThing;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
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
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Settings > Mail: what Muster sent for the tenant, and what did not arrive at the mail server.
@Controller
@RequestMapping("/t/{tenant}/settings/mail")
@Does(Action.SEE_MAIL)
class MailPages {
    private static final String DONE = "done";
    private static final String TRIAL = """
            Hello %s,

            this is the mail that you asked Muster for, to see whether mails of %s arrive. They do.
            """;

    private final SettingsPages settings;
    private final Mails mails;
    private final Members members;
    private final TenantTransactions transactions;
    private final MusterUrl url;

    MailPages(
            SettingsPages settings, Mails mails, Members members, TenantTransactions transactions, MusterUrl url) {
        this.settings = settings;
        this.mails = mails;
        this.members = members;
        this.transactions = transactions;
        this.url = url;
    }

    @GetMapping
    ModelAndView show(TenantAccess access, HttpServletRequest request, @ModelAttribute(DONE) @Nullable String done) {
        access.require(Action.SEE_MAIL);
        var view = new MailView(
                mails.from().orElse(null),
                mails.areKept(),
                mails.newest(access.id()).stream()
                        .map(mail -> MailView.Row.of(mail, mails.areKept()))
                        .toList(),
                done == null || done.isEmpty() ? null : done);
        return settings.page(access, request, Nav.MAIL, "mail", view, HttpStatus.OK);
    }

    /// One mail as its text, where mails are kept. What is sent is shown to nobody.
    @GetMapping("/{mail}")
    ModelAndView read(TenantAccess access, HttpServletRequest request, @PathVariable UUID mail) {
        access.require(Action.SEE_MAIL);
        Mail kept = mails.kept(access.id(), mail)
                .orElseThrow(() -> new NoSuchThing("No mail is kept at this address."));
        var view = MailTextView.of(kept, path -> url.absolute(path, request));
        return settings.page(access, request, Nav.MAIL, "mailText", view, HttpStatus.OK);
    }

    @PostMapping
    String trial(TenantAccess access, RedirectAttributes next) {
        access.require(Action.SEE_MAIL);
        if (!mails.areSent()) {
            throw new Conflict("No mail server is named, so nothing was sent. The operator sets MUSTER_MAIL_SERVER.");
        }
        Member asker = members.find(access.id(), access.user()).orElseThrow();
        transactions.write(
                access.id(),
                () -> mails.post(
                        access.id(),
                        new Mail(
                                Mail.About.TRIAL,
                                asker.email(),
                                "Mails of " + access.tenant().name() + " arrive",
                                TRIAL.formatted(asker.name(), access.tenant().name()))));
        next.addFlashAttribute(
                DONE,
                (mails.areKept() ? "A mail to %s is kept here." : "A mail to %s is on its way.")
                        .formatted(asker.email()));
        return "redirect:" + SettingsPages.address(access, Nav.MAIL);
    }
}
