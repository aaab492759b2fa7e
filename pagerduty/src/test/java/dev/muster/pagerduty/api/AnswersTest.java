package dev.muster.pagerduty.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.muster.kit.answer.Allowed;
import dev.muster.kit.answer.Answer;
import dev.muster.kit.answer.Bounds;
import dev.muster.kit.answer.Json;
import dev.muster.kit.answer.Malformed;
import dev.muster.kit.listing.Page;
import dev.muster.pagerduty.feeds.UsersFeed;
import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AnswersTest {
    private static final String PAGE = """
            {"users":[{"id":"P1","name":"Ana \\u00e9 \\"x\\"","role":null,"teams":[{"id":"T1"}],"n":{"deep":[1,2.5e3,true]}},
             {"id":"P2","user":{"id":"U2"},"name":17,"invitation_sent":true},"odd",null],
             "limit":100,"offset":0,"more":false,"total":4}
            """;

    private final Json json = new Json(Bounds.DEFAULT);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"error":{"message":"Arguments Caused Error","code":2002,"errors":["Offset is too large"]}} | 2002 | Arguments Caused Error: Offset is too large
            {"error":{"message":"Invalid Input","code":2001,"errors":"Name is missing"}}              | 2001 | Invalid Input: Name is missing
            {"error":["Not found","Really"]}                                                          |      | Not found: Really
            {"error":"account-level access token"}                                                    |      | account-level access token
            {"errors":{"base":["cannot be read"],"name":["is odd"]}}                                  |      | cannot be read: is odd
            {"error":{"message":"Forbidden","code":403}}                                              | 403  | Forbidden
            {"error":{"message":"Cannot read license allocations","code":0}}                          | 0    | Cannot read license allocations
            <html><body>Not here</body></html>                                                        |      | ''
            ' '                                                                                       |      | ''
            {"error":{"message":                                                                      |      | ''
            {"error":{"message":"two\\u000alines","code":"2001"}}                                     |      | two lines: 2001
            """)
    void an_error_is_understood_in_every_shape(String body, Long code, String words) {
        assertThat(ErrorBody.of(answer(body.getBytes(UTF_8)), json)).isEqualTo(new ErrorBody(code, words));
    }

    @Test
    void a_page_is_reduced_to_the_allowed_fields() throws Malformed {
        Page page = read(PAGE.getBytes(UTF_8));

        assertThat(page.total()).isEqualTo(4);
        assertThat(page.more()).isFalse();
        assertThat(page.rows()).hasSize(4);
        assertThat(page.rows().get(0).text("name")).contains("Ana é \"x\"");
        assertThat(page.rows().get(0).text("role")).isEmpty();
        assertThat(page.rows().get(1).text("user.id")).contains("U2");
        assertThat(page.rows().get(1).text("name")).contains("17");
        assertThat(page.rows().get(1).isTrue("invitation_sent")).isTrue();
        assertThat(page.rows().get(2).text("id")).isEmpty();
    }

    @Test
    void a_page_cut_anywhere_is_cut_off_and_nothing_else() {
        byte[] whole = PAGE.strip().getBytes(UTF_8);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);

            assertThat(failureOf(part)).as("cut to %d bytes", length).isEqualTo("with less than a whole answer");
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_spoiled_page_is_read_or_refused_but_never_breaks_the_reader(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            byte[] spoiled = PAGE.getBytes(UTF_8);
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                spoiled[random.nextInt(spoiled.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> failureOf(spoiled)).doesNotThrowAnyException();
            assertThatCode(() -> ErrorBody.of(answer(spoiled), json)).doesNotThrowAnyException();
        }
    }

    static LongStream seeds() {
        return LongStream.concat(LongStream.of(7, 42), new Random().longs(8));
    }

    private String failureOf(byte[] body) {
        try {
            read(body);
            return "";
        } catch (Malformed malformed) {
            return malformed.what();
        }
    }

    private Page read(byte[] body) throws Malformed {
        return json.read(
                answer(body),
                parser -> Page.read(
                        parser, UsersFeed.USERS, Allowed.of("id", "name", "role", "invitation_sent", "user.id")));
    }

    private static Answer answer(byte[] body) {
        return new Answer(200, HttpHeaders.of(Map.of(), (name, value) -> true), body);
    }
}
