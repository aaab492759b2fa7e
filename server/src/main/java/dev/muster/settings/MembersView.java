package dev.muster.settings;

import dev.muster.tenant.Role;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the page Settings > Members shows (`settings/members`).
///
/// Its forms: POST `/t/{tenant}/settings/members` with `email`, `name`, `role`;
/// POST `.../members/{user}/role` with `role`; POST `.../members/{user}/remove`.
///
/// @param members    by name
/// @param mayChange  whether the forms are shown; otherwise the page says who may
/// @param form       what was typed into the add form, empty at first
/// @param faults     sentence by field of the add form: `email`, `name`, `role`
/// @param refused    why the last change was not made, as a sentence with the next step
/// @param invitation shown once, right after a new user was added
/// @param done       what the last change did, as a sentence
public record MembersView(
        List<Row> members,
        boolean mayChange,
        Form form,
        Map<String, String> faults,
        @Nullable String refused,
        @Nullable Invitation invitation,
        @Nullable String done) {

    public MembersView {
        members = List.copyOf(members);
        faults = Map.copyOf(faults);
    }

    /// Every role, in the order a choice offers them.
    public List<Role> roles() {
        return List.of(Role.values());
    }

    /// @param self whether this is the person looking
    public record Row(UUID user, String name, String email, Role role, boolean self) {}

    /// @param role as sent: the name of a [Role], or empty
    public record Form(String email, String name, String role) {
        static final Form EMPTY = new Form("", "", "");
    }

    /// The one-time link by which a new user sets their password. Not stored in clear: it cannot be shown again.
    ///
    /// @param link       whole address, to be copied and handed over
    /// @param validUntil as the page shows it: `26 Nov 2026, 14:05 UTC`
    public record Invitation(String name, String email, String link, String validUntil) {
        /// The link lets its bearer in; it stays out of logs.
        @Override
        public String toString() {
            return "Invitation[" + email + ", (secret)]";
        }
    }
}
