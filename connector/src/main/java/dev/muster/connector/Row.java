package dev.muster.connector;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A fact read from the application.
public sealed interface Row {

    /// A login in the application.
    ///
    /// @param name       never blank; the connector falls back to the e-mail or the id
    /// @param email      as the application spells it; none when it sent none
    /// @param attributes further facts by stable key, only those on the connector's allow-list; never a secret
    record Account(
            Key key,
            String name,
            @Nullable String email,
            AccountKind kind,
            AccountState state,
            Map<String, String> attributes)
            implements Row {
        public Account {
            attributes = Map.copyOf(attributes);
        }
    }

    /// Something access can be held on.
    record Resource(Key key, String name, Map<String, String> attributes) implements Row {
        public Resource {
            attributes = Map.copyOf(attributes);
        }
    }

    /// An account holds a level of access on a resource.
    ///
    /// @param value      the raw value; its title comes from [Description#title]
    /// @param through    how it is held, when one account may hold one value on one resource in several ways:
    ///                   `level 2`; part of what tells grants apart, usually empty
    /// @param attributes further facts by stable key: `since`
    record Grant(Key account, Key resource, String value, String through, Map<String, String> attributes)
            implements Row {
        public Grant {
            attributes = Map.copyOf(attributes);
        }

        /// A grant that can be held in one way only, with nothing more to say about it.
        public Grant(Key account, Key resource, String value) {
            this(account, resource, value, "", Map.of());
        }
    }

    /// A resource belongs to or drives another.
    ///
    /// @param relation   `owns`, `feeds`, `guards`
    /// @param attributes further facts by stable key: `levels`
    record Link(Key from, String relation, Key to, Map<String, String> attributes) implements Row {
        /// The attribute that tells the level by which the owner reaches what it owns: `push`. Its title is
        /// that of the same level held on what is linked to.
        public static final String LEVEL = "level";

        public Link {
            attributes = Map.copyOf(attributes);
        }

        /// A link by which its owner holds a level on what it is linked to.
        public static Link withLevel(Key from, String relation, Key to, String level) {
            return new Link(from, relation, to, Map.of(LEVEL, level));
        }

        /// A link with nothing more to say about it.
        public Link(Key from, String relation, Key to) {
            this(from, relation, to, Map.of());
        }
    }

    /// An entry of the application's own audit trail: it happened once and never changes, so it has no history and
    /// is never closed. The same entry may be handed over in several runs.
    ///
    /// @param id         tells entries apart
    /// @param action     as the application words it: `update`
    /// @param on         the object the entry is filed under: a team
    /// @param about      the object that changed, when it is another: a member of that team
    /// @param by         who did it: a user, a key, an app; none when the application does not tell
    /// @param how        by what means, as the application words it: `browser`, `api_token`
    /// @param attributes further facts by stable key; never a secret. `field.role` tells what changed of the object
    ///                   itself, `members.added` and `members.removed` tell ids, joined by commas, of what it
    ///                   refers to
    record Change(
            String id,
            Instant at,
            String action,
            Key on,
            @Nullable Key about,
            @Nullable Key by,
            String how,
            Map<String, String> attributes)
            implements Row {
        public Change {
            attributes = Map.copyOf(attributes);
        }
    }

    /// A record names something, whether or not it says more of it. It tells nothing of what a listing shows; what
    /// no listing shows becomes a stub, with the name that is told here.
    ///
    /// @param name      none when the record tells only the id
    /// @param deletedAt when it was deleted in the application; none when it was not, or nobody tells
    record Mentioned(
            Key key, @Nullable String name, @Nullable Instant deletedAt) implements Row {}

    /// Whether a person or a machine signs in with an account.
    enum AccountKind {
        HUMAN,
        SERVICE,
        UNKNOWN
    }

    /// Where an account stands. `ABSENT` is a stub: something refers to it, but no listing shows it.
    enum AccountState {
        ACTIVE,
        INVITED,
        ABSENT
    }
}
