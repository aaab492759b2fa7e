package dev.muster.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/// Hands mails to the operator's mail server, if one is named. Safe for many threads.
final class Smtp {
    private static final String SENDER = "Muster";
    private static final String PATIENCE_MILLIS = "10000";

    private final @Nullable MailServer server;
    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();

    Smtp(@Nullable MailServer server) {
        this.server = server;
        if (server != null) {
            prepare(server);
        }
    }

    private void prepare(MailServer server) {
        boolean atOnce = server.encryption() == MailServer.Encryption.AT_ONCE;
        String protocol = atOnce ? "smtps" : "smtp";
        sender.setProtocol(protocol);
        sender.setHost(server.host());
        sender.setPort(server.port());
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        if (server.password() != null) {
            sender.setUsername(server.user());
            sender.setPassword(server.password().expose());
        }
        var settings = new Properties();
        String all = "mail." + protocol + ".";
        settings.setProperty(all + "auth", String.valueOf(server.password() != null));
        settings.setProperty(all + "connectiontimeout", PATIENCE_MILLIS);
        settings.setProperty(all + "timeout", PATIENCE_MILLIS);
        settings.setProperty(all + "writetimeout", PATIENCE_MILLIS);
        settings.setProperty(all + "ssl.checkserveridentity", "true");
        settings.setProperty(
                all + "starttls.required", String.valueOf(server.encryption() == MailServer.Encryption.ASKED_FOR));
        settings.setProperty(
                all + "starttls.enable", String.valueOf(server.encryption() == MailServer.Encryption.ASKED_FOR));
        sender.setJavaMailProperties(settings);
    }

    /// The address that mails come from; none when no server is named.
    Optional<String> from() {
        return Optional.ofNullable(server).map(MailServer::from);
    }

    /// Hands one mail over. A mail that is sent a second time, because nobody could tell whether the first arrived,
    /// has the same id, by which mail programs know it again.
    ///
    /// @throws MailException when the server did not take it, or none is named any more
    void send(UUID id, Mail mail) {
        if (server == null) {
            throw new MailSendException("No mail server is named any more");
        }
        try {
            var message = new MimeMessage(sender.getSession());
            message.setFrom(new InternetAddress(server.from(), SENDER, StandardCharsets.UTF_8.name()));
            message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(mail.recipient(), true));
            message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
            message.setText(mail.text(), StandardCharsets.UTF_8.name());
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader(
                    "Message-ID",
                    "<%s@%s>"
                            .formatted(id, server.from().substring(server.from().indexOf('@') + 1)));
            sender.send(message);
        } catch (MessagingException | UnsupportedEncodingException unfit) {
            throw new MailParseException(unfit);
        }
    }
}
