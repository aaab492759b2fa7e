package dev.muster.settings;

import dev.muster.mail.SentMail;
import dev.muster.web.Moment;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What Muster sent (`settings/mail`): GET `/t/{tenant}/settings/mail`; POST sends the viewer a mail.
///
/// @param from where mails come from; none when Muster sends no mail
/// @param kept whether mails are kept to be read here, at `.../mail/{mail}`, instead of being sent
/// @param rows the newest first
/// @param done what was just done; none otherwise
public record MailView(
        @Nullable String from,
        boolean kept,
        List<Row> rows, @Nullable String done) {
    public MailView {
        rows = List.copyOf(rows);
    }

    /// @param state what became of it, a sentence
    /// @param bad   whether it was not sent
    public record Row(UUID id, String about, String recipient, String subject, Moment written, String state, boolean bad) {
        static Row of(SentMail mail, boolean kept) {
            return new Row(
                    mail.id(),
                    mail.about().title(),
                    mail.recipient(),
                    mail.subject(),
                    Moment.utc(mail.writtenAt()),
                    kept ? "Kept here" : state(mail),
                    mail.sentAt() == null && mail.fault() != null);
        }

        private static String state(SentMail mail) {
            if (mail.sentAt() != null) {
                return "Sent";
            }
            if (mail.givenUpAt() != null) {
                return "Not sent, given up after a day: " + mail.fault();
            }
            return mail.fault() == null ? "Waits" : "Not sent so far: " + mail.fault();
        }
    }
}
