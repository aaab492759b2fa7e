package dev.muster.simulator.faults;

import dev.muster.simulator.http.Answer;

/// The bodies PagerDuty has been seen to send with an error.
public enum ErrorShape {
    /// `{"error":{"message":...,"code":...,"errors":[...]}}`, the documented one
    OBJECT("""
            {"error":{"message":"%2$s","code":%3$d,"errors":["%2$s"]}}"""),
    /// `errors` is a string, not an array
    ERRORS_STRING("""
            {"error":{"message":"%2$s","code":%3$d,"errors":"%2$s"}}"""),
    /// `error` is an array of strings
    STRINGS("""
            {"error":["%2$s"]}"""),
    /// `error` is a string
    STRING("""
            {"error":"%2$s"}"""),
    /// version 3: fields with the faults of each
    FIELDS("""
            {"errors":{"base":["%2$s"]}}"""),
    /// the code is the HTTP status, which is in no table of codes
    STATUS_AS_CODE("""
            {"error":{"message":"%2$s","code":%1$d}}"""),
    /// the code is 0
    CODE_ZERO("""
            {"error":{"message":"%2$s","code":0}}"""),
    /// something that belongs to another object is not there: code 5001
    CODE_5001("""
            {"error":{"message":"%2$s","code":5001}}"""),
    /// a page for people
    HTML("""
            <!DOCTYPE html><html><head><title>%1$d</title></head><body><h1>%2$s</h1></body></html>"""),
    /// nothing at all
    EMPTY("");

    private final String template;

    ErrorShape(String template) {
        this.template = template;
    }

    Answer answer(int status) {
        return Answer.of(status, this == HTML ? Answer.HTML : Answer.JSON, body(status));
    }

    private String body(int status) {
        return template.formatted(status, message(status), code(status));
    }

    private static String message(int status) {
        return switch (status) {
            case 400 -> "Invalid Input Provided";
            case 401 -> "Unauthorized";
            case 402 -> "Account does not have the required ability";
            case 403 -> "Access Denied";
            case 404 -> "Not Found";
            case 408 -> "Request Took Too Long";
            case 429 -> "Rate Limit Exceeded";
            default -> "Internal Server Error";
        };
    }

    private static int code(int status) {
        return switch (status) {
            case 400 -> 2001;
            case 401 -> 2006;
            case 402 -> 2014;
            case 403 -> 2010;
            case 404 -> 2100;
            case 408 -> 2016;
            case 429 -> 2020;
            default -> 2000;
        };
    }
}
