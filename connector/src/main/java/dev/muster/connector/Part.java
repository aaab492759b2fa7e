package dev.muster.connector;

/// One of the parts that a nested listing is read by, such as the team whose members are listed.
///
/// @param key  what the rows of the part mention and those of no other part do: the team
/// @param name for people: `Payments`; the id when the connector knows no name
public record Part(Key key, String name) {
    public Part {
        if (name.isBlank()) {
            throw new IllegalArgumentException("Part %s needs a name".formatted(key));
        }
    }
}
