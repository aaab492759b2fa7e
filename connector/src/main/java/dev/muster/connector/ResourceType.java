package dev.muster.connector;

/// A type of resource that access is held on, as people read about it.
///
/// @param type   as rows name it: `escalation_policy`
/// @param part   what such resources are to an account
/// @param noun   in the singular, as a text of its own: `Escalation policy`
/// @param plural the same of several: `Escalation policies`
/// @param icon   name of an icon of Tabler's set: `stairs-up`
public record ResourceType(String type, Part part, String noun, String plural, String icon) {

    /// What resources of a type are to an account.
    public enum Part {
        /// The application itself: what is held on it reaches everything.
        WHOLE,
        /// Has members, and owns others.
        GROUP,
        /// Calls upon people: who holds something on it is, or may be, asked to act.
        DUTY,
        /// Is counted and paid for by its holders.
        SEAT,
        /// Whatever else can be looked at and changed.
        OBJECT
    }
}
