package dev.muster.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.snapshot.sheet.Glyphs;
import dev.muster.snapshot.sheet.Words;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FormatsTest {
    private final PagerDutySimulator pagerduty = PagerDutySimulator.start(
            SimulatedAccount.of(60, 6, 7),
            PagerDutySimulator.Options.defaults().withRequestsPerMinute(PagerDutySimulator.Options.NO_LIMIT));

    @BeforeAll
    void names_that_are_hard_to_write() {
        var users = pagerduty.account().users();
        pagerduty.account().addUser(users.get(1).withName("Quote \" comma, semi; tab\t and\nline"));
        pagerduty.account().addUser(users.get(2).withName("=HYPERLINK(\"https://example.com\")"));
        pagerduty.account().addUser(users.get(3).withName("Ünïcödé 日本語 🚒"));
        pagerduty.account().putRawUserField(users.get(4).id(), "name", "\"half \\ud83d a pair\"");
    }

    @AfterAll
    void stop() {
        pagerduty.close();
    }

    @ParameterizedTest
    @EnumSource
    void csv_is_what_a_strict_reader_reads(What what) {
        var result = Shell.read(pagerduty, "--what", Words.lower(what), "--format", "csv");

        assertThat(result.code()).isZero();
        assertThat(result.csv()).hasSizeGreaterThan(6);
    }

    @ParameterizedTest
    @EnumSource
    void json_is_one_document_with_the_rows_and_the_certificate(What what) {
        var result = Shell.read(pagerduty, "--what", Words.lower(what), "--format", "json");

        assertThat(result.code()).isZero();
        JsonText.Fields document = result.json();
        JsonText.Fields certificate = document.object("certificate");
        assertThat(certificate.all())
                .containsEntry("complete", true)
                .containsKeys("requests", "credential", "fingerprint");
        assertThat(certificate.objects("feeds"))
                .extracting(feed -> "%s %s %s".formatted(feed.get("feed"), feed.get("state"), feed.get("stored")))
                .contains("users complete 60", "tags switched_off 0");
        if (what == What.CERTIFICATE) {
            assertThat(document.all()).containsOnlyKeys("certificate");
        } else {
            assertThat(document.all()).containsOnlyKeys(Words.lower(what), "certificate");
            assertThat(document.objects(Words.lower(what))).hasSizeGreaterThan(5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ndjson_is_an_object_a_line_with_the_columns_of_the_csv(What what) {
        var lines = Shell.read(pagerduty, "--what", Words.lower(what), "--format", "ndjson");
        var csv = Shell.read(pagerduty, "--what", Words.lower(what), "--format", "csv");

        assertThat(lines.code()).isZero();
        assertThat(lines.out()).endsWith("}\n");
        assertThat(lines.out().lines().map(JsonText::parse))
                .hasSize(csv.csv().size() - 1)
                .allSatisfy(row -> assertThat(row.all().keySet())
                        .first()
                        .isEqualTo(csv.csv().getFirst().getFirst()));
    }

    @ParameterizedTest
    @EnumSource
    void a_table_is_no_wider_than_the_terminal_and_a_line_a_row(What what) {
        var wide = new Terminal(true, false, false, 100);
        var result = new Shell()
                .set("PAGERDUTY_TOKEN", pagerduty.token())
                .at(wide)
                .run(Shell.at(pagerduty, "--what", Words.lower(what)));
        var csv = Shell.read(pagerduty, "--what", Words.lower(what), "--format", "csv");

        assertThat(result.code()).isZero();
        assertThat(result.out().lines().filter(line -> !line.startsWith("(No room for ")))
                .hasSize(csv.csv().size())
                .allSatisfy(line -> assertThat(Glyphs.width(line)).isLessThanOrEqualTo(100));
    }

    @Test
    void where_no_terminal_shows_the_rows_they_are_csv() {
        assertThat(Shell.read(pagerduty).out())
                .isEqualTo(Shell.read(pagerduty, "--format", "csv").out())
                .startsWith("id,name,email,state,role,role_title,teams,");
    }

    @ParameterizedTest
    @CsvSource({
        "accounts,'id,name,email,state,role,role_title,teams,kind,'",
        "grants,'account_id,account_name,account_email,resource_type,resource_id,resource_name,value,title,privileged,through,attributes\r'",
        "teams,'id,name,members,people,'",
        "resources,'type,id,name,links,attributes\r'",
        "certificate,'feed,state,requests,pages,total,fetched,stored,rejected,'"
    })
    void columns_are_those_the_help_names(String what, String beginning) {
        assertThat(Shell.read(pagerduty, "--what", what).out() + '\r')
                .startsWith(beginning.endsWith("attributes") ? beginning + '\r' : beginning);
    }

    @Test
    void hard_names_come_through_csv_whole_but_for_an_apostrophe_before_a_formula() {
        var names = StrictCsv.column(Shell.read(pagerduty).csv(), "name");

        assertThat(names)
                .contains(
                        "Quote \" comma, semi; tab\t and\nline",
                        "'=HYPERLINK(\"https://example.com\")",
                        "Ünïcödé 日本語 🚒",
                        "half \uFFFD a pair");
    }

    @Test
    void half_a_surrogate_pair_does_not_stop_json() {
        var result = Shell.read(pagerduty, "--what", "grants", "--format", "json");

        assertThat(result.json().objects("grants")).isNotEmpty();
        assertThat(result.out()).contains("half \uFFFD a pair");
    }

    @Test
    void links_show_names_also_of_what_is_read_later() {
        var result = Shell.read(pagerduty, "--what", "resources", "--format", "json");

        List<JsonText.Fields> links = result.json().objects("resources").stream()
                .flatMap(resource -> resource.objects("links").stream())
                .toList();
        assertThat(links)
                .hasSizeGreaterThan(20)
                .extracting(link -> link.get("type"))
                .contains("schedule", "team");
        assertThat(links).allSatisfy(link -> assertThat(link.get("name")).isNotEqualTo(link.get("id")));
    }
}
