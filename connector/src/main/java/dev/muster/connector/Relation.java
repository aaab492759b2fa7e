package dev.muster.connector;

import java.util.Set;

/// What a link says, told from both of its ends.
///
/// @param id       as rows name it: `guards`
/// @param forwards over what a resource is linked to: `Guards`
/// @param back     over what is linked to a resource: `Guarded by`
/// @param ways     ids of the feeds that tell such links, where these lead from who is called to what they are
///                 called about; nothing for any other relation
public record Relation(String id, String forwards, String back, Set<String> ways) {
    public Relation {
        ways = Set.copyOf(ways);
    }

    /// One by which nobody is called about anything.
    public Relation(String id, String forwards, String back) {
        this(id, forwards, back, Set.of());
    }
}
