package dev.muster.mail;

import dev.muster.connector.Secret;
import dev.muster.database.CannotStart;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The mail server that the operator named, and how it is spoken to: encrypted, unless it is on this machine.
///
/// @param encryption how the connection is made safe
/// @param user       who sends; empty when the server asks for nobody
/// @param password   of that user; none when the server asks for nobody
/// @param from       the address that mails come from
record MailServer(
        Encryption encryption,
        String host,
        int port,
        String user,
        @Nullable Secret password,
        String from) {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int SUBMISSION = 587;
    private static final int SUBMISSION_TLS = 465;

    /// How a connection is made safe.
    enum Encryption {
        /// From the first byte on: `smtps`.
        AT_ONCE,
        /// By STARTTLS, without which nothing is sent: `smtp`.
        ASKED_FOR,
        /// Not at all, to this machine.
        NONE
    }

    /// @param linked whether links of mails have an address to begin with
    /// @return none when the operator named no server
    /// @throws CannotStart when mail could not be sent like this
    static Optional<MailServer> of(MailSettings said, boolean linked) {
        if (said.kept() && !said.server().isBlank()) {
            throw new CannotStart(
                    "MUSTER_MAIL_SERVER is set, and mails are to be kept instead of being sent.",
                    "Leave one of the two out.");
        }
        if (said.server().isBlank()) {
            refuseRest(said);
            return Optional.empty();
        }
        URI address = address(said.server().strip());
        if (!linked) {
            throw new CannotStart(
                    "MUSTER_MAIL_SERVER is set and MUSTER_URL is not, so mails could hold no links.",
                    "Set MUSTER_URL to the address that people reach Muster at.");
        }
        if (said.user().isBlank() != said.password().isEmpty()) {
            throw new CannotStart(
                    "Of MUSTER_MAIL_USER and MUSTER_MAIL_PASSWORD only one is set.",
                    "Set both, or neither when the mail server asks for nobody.");
        }
        boolean atOnce = "smtps".equals(address.getScheme());
        Encryption encryption = atOnce
                ? Encryption.AT_ONCE
                : THIS_MACHINE.contains(address.getHost()) ? Encryption.NONE : Encryption.ASKED_FOR;
        int port = address.getPort() > 0 ? address.getPort() : atOnce ? SUBMISSION_TLS : SUBMISSION;
        return Optional.of(new MailServer(
                encryption,
                address.getHost(),
                port,
                said.user().strip(),
                said.password().isEmpty() ? null : Secret.of(said.password()),
                from(said.from().strip())));
    }

    private static void refuseRest(MailSettings said) {
        if (!said.user().isBlank() || !said.password().isEmpty() || !said.from().isBlank()) {
            throw new CannotStart(
                    "MUSTER_MAIL_SERVER is not set, but other settings of mail are.",
                    "Set it to smtp://HOST:587 or smtps://HOST, or leave out everything that begins with MUSTER_MAIL.");
        }
    }

    private static URI address(String said) {
        try {
            URI address = new URI(said);
            boolean mail = "smtp".equals(address.getScheme()) || "smtps".equals(address.getScheme());
            if (mail && address.getHost() != null && isNothingElse(address)) {
                return address;
            }
            throw noServer(said, null);
        } catch (URISyntaxException noAddress) {
            throw noServer(said, noAddress);
        }
    }

    private static boolean isNothingElse(URI address) {
        return address.getRawUserInfo() == null
                && address.getRawQuery() == null
                && address.getRawFragment() == null
                && Set.of("", "/").contains(address.getRawPath());
    }

    /// Says nothing of what was written: it may hold a password.
    private static CannotStart noServer(String said, @Nullable Exception cause) {
        return new CannotStart(
                "MUSTER_MAIL_SERVER is not the address of a mail server (%d characters).".formatted(said.length()),
                "Write smtp://HOST:587 or smtps://HOST; user and password go into MUSTER_MAIL_USER and"
                        + " MUSTER_MAIL_PASSWORD.",
                said.contains("@") ? null : cause);
    }

    private static String from(String said) {
        if (!said.matches("[^\\s<>@,;:\"]+@[^\\s<>@,;:\"]+")) {
            throw new CannotStart(
                    said.isEmpty()
                            ? "MUSTER_MAIL_SERVER is set, but no address that mails come from."
                            : "MUSTER_MAIL_FROM is '%s', which is not an e-mail address.".formatted(said),
                    "Set MUSTER_MAIL_FROM to the plain address that mails come from: muster@example.org.");
        }
        return said;
    }
}
