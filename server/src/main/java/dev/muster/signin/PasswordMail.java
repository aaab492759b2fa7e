package dev.muster.signin;

import static java.time.ZoneOffset.UTC;

import dev.muster.database.TenantId;
import dev.muster.edge.MusterUrl;
import dev.muster.mail.Mail;
import dev.muster.mail.Mails;
import dev.muster.tenant.User;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// The mail with a link for a new password.
@Component
class PasswordMail {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);
    private static final String TEXT = """
            Hello %s,

            by this link you set a new password for Muster, for the sign-in with the e-mail %s:
            %s

            It works once, and until %s. All your sessions end when you use it. You get this mail because %s. If you do not
            want a new password, leave the link alone: nothing changes.
            """;

    private final Mails mails;
    private final MusterUrl url;

    PasswordMail(Mails mails, MusterUrl url) {
        this.mails = mails;
        this.url = url;
    }

    /// Whether links can go by mail.
    boolean isSent() {
        return mails.areSent();
    }

    /// Posts it in the caller's transaction of the tenant.
    ///
    /// @param why  why the user gets it: `Ana Lima asked for it`
    /// @return false when Muster sends no mail
    boolean post(TenantId tenant, User user, PasswordLinks.Link link, String why) {
        if (!isSent() || link.path() == null) {
            return false;
        }
        String text = TEXT.formatted(
                user.name(),
                user.email(),
                url.absolute(link.path(), ""),
                MINUTE.format(link.validUntil().atOffset(UTC)),
                why);
        mails.post(tenant, new Mail(Mail.About.PASSWORD, user.email(), "A new password for Muster", text));
        return true;
    }
}
