package dev.muster.web;

/// The token that proves a form came from our own page. Asked only where a page has a form, since asking may begin a
/// session.
public interface Csrf {

    /// Name of the form field: `_csrf`.
    String name();

    /// Its value for this answer.
    String token();
}
