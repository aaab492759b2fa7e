package dev.muster.ledger;

/// How much of something a publication would close.
///
/// @param now     held at present
/// @param closing of those, how many would end
public record Removal(long now, long closing) {

    /// Both together.
    Removal and(Removal other) {
        return new Removal(now + other.now, closing + other.closing);
    }
}
