package dev.muster.host;

/// Why something is not as it was asked for, as a case with its facts. The words are made from these, here and nowhere
/// else; who keeps a reason keeps the facts.
public sealed interface Reason permits FeedReason, RunReason {

    /// What happened and, where somebody must do something, what to do; without a full stop at the end. Empty when
    /// there is nothing to say.
    String sentence();
}
