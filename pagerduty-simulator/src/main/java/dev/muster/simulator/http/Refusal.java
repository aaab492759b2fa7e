package dev.muster.simulator.http;

import java.util.List;

/// The refusals of a healthy account, in the words and shapes it uses.
public final class Refusal {

    private Refusal() {}

    /// A key nobody has: the recorded body is a single space.
    public static Answer unknownKey() {
        return Answer.of(401, Answer.HTML, " ");
    }

    /// The same, when the request did not say which version of the API it wants.
    public static Answer unknownKeyWithoutVersion() {
        return noPage();
    }

    /// A page for people, where there is none.
    public static Answer noPage() {
        return Answer.of(404, Answer.HTML, "<!DOCTYPE html><html><body><h1>Page not found</h1></body></html>");
    }

    public static Answer accessDenied() {
        return error(403, "Access Denied", 2010);
    }

    /// An app without the scope. Which fields the error then has is known from a client; their shape is not
    /// documented.
    public static Answer missingScope(String required, List<String> held) {
        return Answer.of(403, Answer.JSON, """
                {"error":{"message":"Access Denied","code":2010,"required_scopes":"%s","token_scopes":"%s"}}""".formatted(required, String.join(" ", held)));
    }

    /// As the OAuth standard (RFC 6749, section 5.2) shapes its refusals.
    public static Answer oauth(int status, String error, String description) {
        return Answer.of(status, "application/json; charset=utf-8", """
                {"error":"%s","error_description":"%s"}""".formatted(error, description));
    }

    public static Answer notFound() {
        return error(404, "Not Found", 2100);
    }

    public static Answer rateLimited() {
        return error(429, "Rate Limit Exceeded", 2020);
    }

    public static Answer notInPlan(String ability) {
        return error(402, "Account does not have the %s ability".formatted(ability), 2014);
    }

    public static Answer invalidInput(String detail) {
        return error(400, "Invalid Input Provided", 2001, detail);
    }

    static Answer wrongArguments(String detail) {
        return error(400, "Arguments Caused Error", 2002, detail);
    }

    /// Version 3 of the API has errors of its own shape.
    public static Answer invalidField(String field, String fault) {
        return Answer.of(400, Answer.JSON, """
                {"errors":{"%s":["%s"]}}""".formatted(field, fault));
    }

    /// An account key has no user behind it. Here, and only here, `error` is a plain string.
    public static Answer notAUser() {
        return Answer.of(400, Answer.JSON, """
                {"error":"No user stands behind an account-level access token, so it cannot ask who it is."}""");
    }

    public static Answer error(int status, String message, int code) {
        return Answer.of(status, Answer.JSON, """
                {"error":{"message":"%s","code":%d}}""".formatted(message, code));
    }

    private static Answer error(int status, String message, int code, String detail) {
        return Answer.of(status, Answer.JSON, """
                {"error":{"message":"%s","code":%d,"errors":["%s"]}}""".formatted(message, code, detail));
    }
}
