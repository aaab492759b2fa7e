package dev.muster.connector;

/// What a link says, told from both of its ends.
///
/// @param id       as rows name it: `guards`
/// @param forwards over what a resource is linked to: `Guards`
/// @param back     over what is linked to a resource: `Guarded by`
public record Relation(String id, String forwards, String back) {}
