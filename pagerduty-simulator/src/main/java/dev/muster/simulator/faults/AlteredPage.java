package dev.muster.simulator.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.CursorListing;
import dev.muster.simulator.http.Json;
import dev.muster.simulator.http.Query;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The true answer with something wrong in it. Works on the bytes, so it fits every endpoint and costs nothing without
/// a fault.
///
/// @param page  with status 200
/// @param asked what the request asked for, which for a repeated page is not what was read
record AlteredPage(Answer page, Query asked) {

    private static final String NOBODY = """
            {"id":"PGONE00","type":"user_reference","summary":"Former user","self":null,"html_url":null,\
            "deleted_at":"2026-01-15T09:30:00Z"}""";

    /// What is read from the account before it is altered.
    static Query readFor(Fault.Altering fault, Query asked) {
        boolean startsOver = fault instanceof Fault.RepeatedPage || fault instanceof Fault.ConstantCursor;
        return startsOver ? asked.with("offset", "0").without("cursor") : asked;
    }

    Answer with(Fault.Altering fault) {
        return switch (fault) {
            case Fault.WrongContentType(var type) -> page.with("content-type", type);
            case Fault.AddedHeaders(var headers) -> page.with(headers);
            case Fault.BareList() -> bare();
            case Fault.MalformedJson() -> page.withBody(afterBrace(","));
            case Fault.Truncated() -> page.withBody(Arrays.copyOf(page.body(), page.body().length / 2));
            case Fault.RepeatedPage() -> repeated();
            case Fault.ConstantCursor() -> inside(Optional.of(all()), "next_cursor", quoted(CursorListing.START));
            case Fault.ChangedTotal(var total) -> changedTotal(total);
            case Fault.UntoldTotal() -> inside(Optional.of(all()), "total", "null");
            case Fault.DuplicatedRow(var row) -> duplicated(row);
            case Fault.AnotherRow(var json) -> withAnother(json);
            case Fault.NullField(var field, var row) -> inRow(row, field, "null");
            case Fault.UnknownValue(var field, var value, var row) -> inRow(row, field, quoted(value));
            case Fault.UnknownRole(var role) -> inRow(0, "role", quoted(role));
            case Fault.DeletedReference(var field) -> inRow(0, field, NOBODY);
            case Fault.DeeplyNested(var depth) ->
                page.withBody(afterBrace("\"nested\":%s%s,".formatted("[".repeat(depth), "]".repeat(depth))));
        };
    }

    private Answer repeated() {
        var always = inside(Optional.of(all()), "more", "true");
        return new AlteredPage(always, asked)
                .inside(
                        Optional.of(Span.all(always.body())),
                        "offset",
                        asked.one("offset").orElse("0"));
    }

    private Answer bare() {
        return all().firstArray(page.body())
                .flatMap(name -> all().field(page.body(), name)
                        .map(rows -> "{%s:%s}".formatted(quoted(name), rows.text(page.body()))))
                .map(body -> page.withBody(body.getBytes(UTF_8)))
                .orElse(page);
    }

    private Answer changedTotal(int total) {
        boolean told = all().field(page.body(), "total")
                .filter(span -> page.body()[span.start()] != 'n')
                .isPresent();
        return told ? inside(Optional.of(all()), "total", Integer.toString(total)) : page;
    }

    private Answer duplicated(int row) {
        return nth(row, all().items(page.body()))
                .map(span -> {
                    byte[] copy = Arrays.copyOfRange(page.body(), span.start(), span.end());
                    byte[] comma = {','};
                    byte[] before = new Span(span.start(), span.start()).replacedBy(comma, page.body());
                    return page.withBody(new Span(span.start(), span.start()).replacedBy(copy, before));
                })
                .orElse(page);
    }

    private Answer withAnother(String json) {
        return all().firstArray(page.body())
                .flatMap(name -> all().field(page.body(), name))
                .map(rows -> {
                    String separator = all().rows(page.body()).isEmpty() ? "" : ",";
                    Span before = new Span(rows.start() + 1, rows.start() + 1);
                    return page.withBody(before.replacedBy((json + separator).getBytes(UTF_8), page.body()));
                })
                .map(longer -> new AlteredPage(longer, asked).withTotalOneHigher())
                .orElse(page);
    }

    private Answer withTotalOneHigher() {
        return all().field(page.body(), "total")
                .map(span -> span.text(page.body()))
                .filter(told -> told.chars().allMatch(Character::isDigit))
                .map(told -> changedTotal(Integer.parseInt(told) + 1))
                .orElse(page);
    }

    private Answer inRow(int row, String field, String json) {
        return inside(row(row), field, json);
    }

    private Answer inside(Optional<Span> object, String field, String json) {
        return object.flatMap(span -> span.field(page.body(), field))
                .map(value -> page.withBody(value.replacedBy(json.getBytes(UTF_8), page.body())))
                .orElse(page);
    }

    private Optional<Span> row(int number) {
        return nth(number, all().rows(page.body()));
    }

    private static Optional<Span> nth(int number, List<Span> rows) {
        return number < rows.size() ? Optional.of(rows.get(number)) : Optional.empty();
    }

    private byte[] afterBrace(String text) {
        return new Span(1, 1).replacedBy(text.getBytes(UTF_8), page.body());
    }

    private Span all() {
        return Span.all(page.body());
    }

    private static String quoted(String value) {
        return new String(Json.write(json -> json.writeString(value)), UTF_8);
    }
}
