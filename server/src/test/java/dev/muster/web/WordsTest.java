package dev.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:47:03Z");

    @Test
    void numbers_have_their_thousands_separated_and_a_true_minus() {
        assertThat(Figures.grouped(1_234_567)).isEqualTo("1,234,567");
        assertThat(Figures.grouped(-1_234)).isEqualTo("\u22121,234");
        assertThat(Figures.change(3)).isEqualTo("+3");
        assertThat(Figures.change(-1)).isEqualTo("\u22121");
        assertThat(Figures.change(0)).isEqualTo("±0");
        assertThat(Figures.percent(41.2)).isEqualTo("41.2 %");
        assertThat(Figures.counted(1, "team", "teams")).isEqualTo("1 team");
        assertThat(Figures.seconds(Duration.ofMillis(1400))).isEqualTo("1.4 s");
        assertThat(Figures.seconds(Duration.ofMillis(33_400))).isEqualTo("33 s");
    }

    @Test
    void a_moment_is_shown_in_its_own_zone_and_says_so_exactly() {
        Moment summer = new Moment(Instant.parse("2026-07-01T23:30:05Z"), ZoneId.of("Europe/Oslo"), NOW);

        assertThat(summer.minute()).isEqualTo("2 Jul 2026, 01:30");
        assertThat(summer.exact()).isEqualTo("2 Jul 2026, 01:30:05 Europe/Oslo (+02:00)");
        assertThat(summer.iso()).isEqualTo("2026-07-01T23:30:05Z");
        assertThat(summer.daysAgo()).isEqualTo("144 days ago");
    }

    @Test
    void dense_lists_give_the_time_of_this_year_and_the_day_of_others() {
        ZoneId utc = ZoneId.of("UTC");

        assertThat(new Moment(Instant.parse("2026-01-01T00:00:00Z"), utc, NOW).brief())
                .isEqualTo("1 Jan, 00:00");
        assertThat(new Moment(Instant.parse("2025-12-31T23:59:59Z"), utc, NOW).brief())
                .isEqualTo("31 Dec 2025");
    }

    @Test
    void initials_survive_any_name() {
        assertThat(Initials.of("Ana Maria Lima")).isEqualTo("AL");
        assertThat(Initials.of(" ana ")).isEqualTo("A");
        assertThat(Initials.of("")).isEqualTo("?");
        assertThat(Initials.of("😀 Ito")).isEqualTo("😀I");
    }

    @Test
    void an_address_keeps_its_filters_and_nothing_breaks_out_of_it() {
        assertThat(Address.of("/t/acme/integrations")
                        .with("q", "a&b=c \"<script>")
                        .with("show", "")
                        .with("page", "2")
                        .toString())
                .isEqualTo("/t/acme/integrations?q=a%26b%3Dc+%22%3Cscript%3E&page=2");
    }

    @Test
    void the_build_copies_the_icons_that_have_a_name_and_no_others() throws IOException {
        String build = Files.readString(Path.of("pom.xml"));

        assertThat(Pattern.compile("/outline/([a-z0-9-]+)\\.svg").matcher(build).results())
                .extracting(found -> found.group(1))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Icon.values())
                        .map(icon -> icon.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .toList());
    }
}
