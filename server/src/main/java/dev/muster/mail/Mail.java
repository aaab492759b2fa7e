package dev.muster.mail;

/// One mail to one person, plain text.
///
/// @param about     what it is about
/// @param recipient address of the person, `ana.lima@acme.example`
/// @param subject   one line of at most 300 characters; longer ones are cut, and what would begin another line or
/// cannot be seen becomes a space, because names of things stand in it
/// @param text      lines that end in `\n`; may hold a link that signs in, and is never shown or logged
public record Mail(About about, String recipient, String subject, String text) {
    private static final int LONGEST_SUBJECT = 300;

    public Mail {
        String line = subject.replaceAll("\\p{C}+", " ");
        subject = line.substring(0, Math.min(LONGEST_SUBJECT, line.length()));
    }

    /// What a mail is about, and with it who may see that there was one.
    public enum About {
        /// Asks somebody to join a tenant.
        INVITATION("Invitation", true),
        /// Lets somebody set a new password.
        PASSWORD("New password", false),
        /// What somebody proves besides a password changed.
        SECOND_FACTOR("Second factor", false),
        /// Somebody signed in from a browser that is new to them.
        NEW_BROWSER("New sign-in", false),
        /// An integration needs people.
        INTEGRATION("Integration", true),
        /// An API token is about to end.
        TOKEN("API token", true),
        /// Somebody tried whether mail arrives.
        TRIAL("Test", true);

        private final String title;
        private final boolean ofTenant;

        About(String title, boolean ofTenant) {
            this.title = title;
            this.ofTenant = ofTenant;
        }

        /// `Invitation`.
        public String title() {
            return title;
        }

        /// Whether it is the tenant's business; otherwise it is between Muster and whoever signs in.
        boolean isOfTenant() {
            return ofTenant;
        }
    }

    /// Without the text.
    @Override
    public String toString() {
        return "Mail[%s to %s]".formatted(about, recipient);
    }
}
