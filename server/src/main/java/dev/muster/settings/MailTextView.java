package dev.muster.settings;

import dev.muster.mail.Mail;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One mail that was kept instead of being sent (`settings/mailText`): GET `/t/{tenant}/settings/mail/{mail}`.
///
/// @param about what it is about: `Invitation`
/// @param lines of its text, in order
public record MailTextView(String about, String recipient, String subject, List<Line> lines) {
    /// Mails write each link on a line of its own; without an address of this Muster it is a path.
    private static final Pattern PATH = Pattern.compile("/[a-z][^\\s\\\\]*");

    public MailTextView {
        lines = List.copyOf(lines);
    }

    /// @param text as it was written; of a link the whole address
    /// @param path of a link, within Muster; none where the line is no link
    public record Line(String text, @Nullable String path) {}

    /// @param whole makes the whole address of a path within Muster
    static MailTextView of(Mail mail, UnaryOperator<String> whole) {
        List<Line> lines = mail.text()
                .lines()
                .map(line -> PATH.matcher(line).matches() ? new Line(whole.apply(line), line) : new Line(line, null))
                .toList();
        return new MailTextView(mail.about().title(), mail.recipient(), mail.subject(), lines);
    }
}
