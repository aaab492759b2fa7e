package dev.muster.request;

/// Hears of each request once it is answered, on the thread that answered it: it must be quick and throw nothing.
public interface RequestListener {
    void ended(EndedRequest request);
}
