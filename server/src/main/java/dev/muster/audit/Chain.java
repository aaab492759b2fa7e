package dev.muster.audit;

/// Whether a tenant's audit record is still what was written.
public sealed interface Chain {

    /// Every entry follows from the one before it.
    ///
    /// @param head hash of the newest entry in hexadecimal: kept elsewhere, it also shows entries cut off at
    ///             the end
    record Unbroken(long entries, String head) implements Chain {}

    /// The record was changed behind Muster's back.
    ///
    /// @param number of the first entry that does not fit
    /// @param why    as a sentence
    record Broken(long number, String why) implements Chain {}
}
