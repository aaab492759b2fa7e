package dev.muster.settings;

import dev.muster.tenant.Role;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the page Settings > Members shows (`settings/members`).
///
/// Its forms: POST `/t/{tenant}/settings/members` with `email`, `name`, `role`;
/// POST `.../members/{user}/role` with `role`; POST `.../members/{user}/remove`; POST `.../members/{user}/password`;
/// POST `.../members/{user}/factor/remove`; POST `.../members/{user}/sessions/end`;
/// POST `.../members/invitations/{id}/link` and `.../withdraw`.
///
/// @param members   by name
/// @param invited   who was asked and has not answered, the newest first
/// @param mayChange whether the forms are shown; otherwise the page says who may
/// @param form      what was typed into the form, empty at first
/// @param faults    sentence by field of the form: `email`, `name`, `role`
/// @param refused   why the last change was not made, as a sentence with the next step
/// @param once      a link that was just made, shown this once
/// @param done      what the last change did, as a sentence
public record MembersView(
        List<Row> members,
        List<Invited> invited,
        boolean mayChange,
        Form form,
        Map<String, String> faults,
        @Nullable String refused,
        @Nullable Once once,
        @Nullable String done) {

    public MembersView {
        members = List.copyOf(members);
        invited = List.copyOf(invited);
        faults = Map.copyOf(faults);
    }

    /// Every role, in the order a choice offers them.
    public List<Role> roles() {
        return List.of(Role.values());
    }

    /// @param factor     whether they have a second factor
    /// @param answersFor names of the integrations; empty when none
    /// @param self       whether this is the person looking
    public record Row(
            UUID user, String name, String email, Role role, boolean factor, String answersFor, boolean self) {}

    /// @param until day on which the link ends, as the page shows it
    /// @param over  whether it has ended, so that the invitation needs a new one
    public record Invited(
            UUID id, String name, String email, String role, String invitedBy, String until, boolean over) {}

    /// @param role as sent: the name of a [Role], or empty
    public record Form(String email, String name, String role) {
        static final Form EMPTY = new Form("", "", "");
    }

    /// A link that works once. Not stored in clear: it cannot be shown again.
    ///
    /// @param title what it is and for whom: `Invitation for Mei Tanaka`
    /// @param text  what to do with it
    /// @param link  whole address, to be copied and handed over
    public record Once(String title, String text, String link) {
        /// The link lets its bearer in; it stays out of logs.
        @Override
        public String toString() {
            return "Once[" + title + ", (secret)]";
        }
    }
}
