package dev.muster.mail;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the operator says about mail.
///
/// @param server   `MUSTER_MAIL_SERVER`: `smtp://mail.example.org:587` or `smtps://mail.example.org`; empty for no mail
/// @param user     `MUSTER_MAIL_USER`: who sends, to that server; empty when it asks for nobody
/// @param password `MUSTER_MAIL_PASSWORD`: of that user
/// @param from     `MUSTER_MAIL_FROM`: the address that mails come from
/// @param kept     whether mails are kept to be read by Administrators instead of being sent; only the demo says so
@ConfigurationProperties("muster.mail")
record MailSettings(
        @DefaultValue("") String server,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("") String from,
        @DefaultValue("false") boolean kept) {

    /// Without the password.
    @Override
    public String toString() {
        return "MailSettings[server=%s, user=%s, from=%s]".formatted(server, user, from);
    }
}
