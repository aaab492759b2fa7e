package dev.muster.connector;

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
    /// @param value the raw value; its title comes from [Description#title]
    record Grant(Key account, Key resource, String value) implements Row {}

    /// A resource belongs to or drives another.
    ///
    /// @param relation `owns`, `feeds`, `guards`
    record Link(Key from, String relation, Key to) implements Row {}

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
