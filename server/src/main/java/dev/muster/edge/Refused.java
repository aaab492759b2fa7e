package dev.muster.edge;

/// Why a request goes no further, in the words its sender reads.
///
/// @param status of the answer: 413
/// @param title  what happened
/// @param detail how things stand and what to do
record Refused(int status, String title, String detail) {
    /// Request attribute under which the gate leaves it for [EarlyAnswers].
    static final String ATTRIBUTE = Refused.class.getName();

    /// What is said about a request that Tomcat itself refused.
    static Refused of(int status) {
        return switch (status) {
            case 404 -> new Refused(404, "There is nothing at this address", "Check the address.");
            case 405 -> new Refused(405, "This method is not taken", "Ask with another method; nothing was changed.");
            case 408 -> new Refused(408, "The request came too slowly", "Nothing was changed. Send it again.");
            case 413 -> new Refused(413, "This is too much at once", "Nothing was changed. Send less.");
            case 414, 431 ->
                new Refused(
                        status,
                        "The address or the headers are too long",
                        "Shorten them, or delete this site's cookies.");
            case 417 -> new Refused(417, "The expectation is not met", "Send the request without an Expect header.");
            case 501 ->
                new Refused(501, "This server does not do that", "Use HTTP/1.1 with a usual method and encoding.");
            case 503 -> new Refused(503, "Muster cannot answer now", "Try again in a moment.");
            case 505 -> new Refused(505, "This version of HTTP is not spoken here", "Use HTTP/1.1.");
            default ->
                status >= 500
                        ? new Refused(status, "Something failed on our side", "Try again; the server's log says more.")
                        : new Refused(
                                status,
                                "This request cannot be understood",
                                "Nothing was changed. Check what was sent.");
        };
    }

    /// As [problem+json](https://www.rfc-editor.org/rfc/rfc9457); our words hold nothing that JSON would escape.
    String json() {
        return """
                {"title":"%s","status":%d,"detail":"%s"}""".formatted(title, status, detail);
    }

    /// As a page that needs nothing else.
    String page() {
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>%1$s · Muster</title></head>
                <body><h1>%1$s</h1><p>%2$s</p></body></html>
                """.formatted(title, detail);
    }
}
