package dev.muster.invitation;

import static java.time.ZoneOffset.UTC;

import dev.muster.edge.MusterUrl;
import dev.muster.mail.Mail;
import dev.muster.mail.Mails;
import dev.muster.session.TenantCode;
import dev.muster.tenant.Tenant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// The mail that asks somebody to join.
@Component
class InvitationMail {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final String TEXT = """
            Hello %s,

            %s asks you to join %s in Muster, as %s. Muster shows who has access to what.

            To answer, open this link:
            %s

            It works once, and until %s. Nobody is a member before they accept. If you do not expect this mail, leave the
            link alone.
            """;

    private final Mails mails;
    private final MusterUrl url;

    InvitationMail(Mails mails, MusterUrl url) {
        this.mails = mails;
        this.url = url;
    }

    /// Posts it in the caller's transaction.
    ///
    /// @return false when Muster sends no mail
    boolean post(Tenant tenant, Invitation invitation, TenantCode code) {
        if (!mails.areSent()) {
            return false;
        }
        String text = TEXT.formatted(
                invitation.name(),
                invitation.invitedBy(),
                tenant.name(),
                invitation.role().title(),
                url.absolute(InvitationLink.path(code), ""),
                DAY.format(invitation.validUntil().atOffset(UTC)));
        mails.post(
                tenant.id(),
                new Mail(
                        Mail.About.INVITATION,
                        invitation.email(),
                        "%s asks you to join %s".formatted(invitation.invitedBy(), tenant.name()),
                        text));
        return true;
    }
}
