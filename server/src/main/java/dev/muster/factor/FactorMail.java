package dev.muster.factor;

import dev.muster.database.TenantId;
import dev.muster.mail.Mail;
import dev.muster.mail.Mails;
import org.springframework.stereotype.Component;

/// Tells somebody that something about their second factor changed, so that they hear of it when it was not them.
@Component
class FactorMail {
    private static final String TEXT = """
            Hello %s,

            %s, for the sign-in with the e-mail %s.

            If this was not you, or not what you asked for, tell an Administrator of your tenant or whoever runs Muster, and
            change your password.
            """;

    private final Mails mails;

    FactorMail(Mails mails) {
        this.mails = mails;
    }

    /// Posts it in the caller's transaction of the tenant; where Muster sends no mail, the record alone tells.
    ///
    /// @param what happened, as a sentence without its full stop
    void post(TenantId tenant, String name, String email, String what) {
        if (mails.areSent()) {
            String text = TEXT.formatted(name, what, email);
            mails.post(tenant, new Mail(Mail.About.SECOND_FACTOR, email, "Your second factor for Muster", text));
        }
    }
}
