package dev.muster.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// Answers, in words that fit who asked, what the application could not. Needs no database.
public interface Apology {
    /// Whether it knows how to speak to whoever sent this.
    boolean isFor(HttpServletRequest request);

    /// The database does not answer: 503, with when to try again.
    void databaseAway(HttpServletRequest request, HttpServletResponse response) throws IOException;

    /// Something failed that nobody foresaw: 500, with the reference under which the log holds the cause.
    void unforeseen(HttpServletRequest request, HttpServletResponse response, Exception fault) throws IOException;
}
