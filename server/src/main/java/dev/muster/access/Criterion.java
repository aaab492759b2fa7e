package dev.muster.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a list of access can be narrowed by. Addresses and calls name each by [#field].
public enum Criterion {
    /// Id of an integration.
    INTEGRATION("Integration"),
    /// Id of an application: `custom`.
    APPLICATION("Application"),
    /// Raw value of a level: `limited_user`.
    LEVEL("Level"),
    /// Title of a level: `Responder`.
    TITLE("Access"),
    PRIVILEGED("Privileged", "yes", "no"),
    /// Whether the connector knows what the level means.
    MEANING("Meaning", "known", "unknown"),
    /// What the resource is to whoever holds something on it: the application as a whole, a group, a duty to be called
    /// for, a seat that is paid for, or any other object.
    PART("Kind of resource", "whole", "group", "duty", "seat", "object"),
    /// Type of the resource: `team`.
    TYPE("Resource type"),
    /// Id of a group that access is held on, or [#NONE] for what is held by accounts that are in no group.
    GROUP("Group"),
    /// The person whose account it is, by e-mail in any case.
    EMAIL("E-mail"),
    /// Of the account.
    STATE("State", "active", "invited", "absent"),
    /// Of the account: `service` also where somebody decided so.
    KIND("Kind", "human", "service", "unknown"),
    /// A day: granted on it or later, as far as Muster saw it come.
    SINCE("Since"),
    /// Whether the roster names whoever the account belongs to; machines are neither.
    PERSON("Person", "known", "unknown");

    /// No group at all.
    public static final String NONE = "none";

    private final String title;
    private final List<String> choices;

    Criterion(String title, String... choices) {
        this.title = title;
        this.choices = List.of(choices);
    }

    /// As pages name it.
    public String title() {
        return title;
    }

    /// As addresses and calls name it: `since`.
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// All values it can have; empty where that depends on the data.
    public List<String> choices() {
        return choices;
    }

    /// The one of that name; empty when there is none.
    static Optional<Criterion> of(String field) {
        return Arrays.stream(values()).filter(one -> one.field().equals(field)).findFirst();
    }
}
