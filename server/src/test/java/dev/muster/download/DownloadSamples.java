package dev.muster.download;

import dev.muster.download.DownloadsPage.Block;
import dev.muster.download.DownloadsPage.Fact;
import dev.muster.download.DownloadsPage.Offer;
import dev.muster.download.DownloadsPage.Row;
import dev.muster.web.Badge;
import dev.muster.web.Moment;
import dev.muster.web.Page;
import dev.muster.web.Sample;
import dev.muster.web.SampleFrames;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The page Downloads with made-up files.
public final class DownloadSamples {
    private static final Page PAGE = SampleFrames.page(null, "Ana Lima", "Downloads");
    private static final String CALL = """
            curl -H "Authorization: Bearer $TOKEN" \\
              -H "Content-Type: application/json" \\
              -d '{"list": "grants", "format": "xlsx", "parameters": {"privileged": "yes"}}' \\
              https://muster.acme.example/api/v1/tenants/acme/downloads""";

    private DownloadSamples() {}

    public static List<Sample> all() {
        return List.of(
                new Sample("downloads", "download/downloads", new DownloadsPage(rows(), null, block(), CALL), PAGE),
                new Sample(
                        "downloads-offer",
                        "download/downloads",
                        new DownloadsPage(
                                List.of(),
                                new Offer(
                                        "Access, all applications; Privileged is yes",
                                        "1,012,345 rows",
                                        "XLSX",
                                        Map.of("list", "grants", "format", "xlsx", "privileged", "yes")),
                                null,
                                CALL),
                        PAGE));
    }

    private static List<Row> rows() {
        return List.of(
                row(
                        1,
                        "acme-access-2026-11-23.xlsx",
                        "",
                        "944,492",
                        Badge.RUNNING,
                        "Writing",
                        "585,580 rows written, about 20 s left",
                        62),
                row(
                        2,
                        "acme-pagerduty-grants-r87-2026-11-23.csv",
                        "",
                        "184,002",
                        Badge.WAITING,
                        "Waiting",
                        "Asked for at 09:38 UTC",
                        null),
                row(
                        3,
                        "acme-pagerduty-grants-r87-2026-11-23.zip",
                        "Sofia Rossi",
                        "184,002",
                        Badge.COMPLETE,
                        "Ready",
                        "23 Nov 2026, 09:38 UTC, in 4.4 s",
                        null),
                row(
                        4,
                        "acme-a-name-of-an-integration-that-is-longer-than-any-column-grants-r81-2026-11-23.csv",
                        "",
                        "21,201",
                        Badge.PARTIAL,
                        "Ready, data incomplete",
                        "Licences could not be read since 17 Nov 2026, 02:04",
                        null),
                row(
                        5,
                        "acme-audit-record.csv",
                        "",
                        "–",
                        Badge.FAILED,
                        "Failed",
                        "The audit record is read by Administrators, Risk Managers and Auditors of Acme; you are Reviewer there. Ask an Administrator of Acme for it.",
                        null));
    }

    private static Row row(
            int id,
            String name,
            String by,
            String rows,
            Badge badge,
            String word,
            String state,
            @Nullable Integer percent) {
        boolean ready = badge == Badge.COMPLETE || badge == Badge.PARTIAL;
        boolean open = badge == Badge.RUNNING || badge == Badge.WAITING;
        return new Row(
                String.valueOf(id),
                name,
                "Access, all applications; Privileged is yes",
                by,
                rows,
                badge,
                word,
                state,
                percent,
                ready ? "31 kB" : "–",
                ready ? new Moment(Instant.parse("2026-11-30T09:38:00Z"), ZoneOffset.UTC, SampleFrames.NOW) : null,
                open,
                ready,
                by.isEmpty());
    }

    private static Block block() {
        return new Block(
                "acme-pagerduty-grants-r87-2026-11-23.zip",
                List.of(
                        new Fact("Tenant", "Acme"),
                        new Fact("List", "Access"),
                        new Fact("Integration", "Pagerduty"),
                        new Fact("State", "As of 23 Nov 2026, 09:38:04 UTC"),
                        new Fact("Filter", "Privileged is yes"),
                        new Fact("Rows", "184,002"),
                        new Fact(
                                "Data behind it",
                                "Pagerduty, revision 87 of 23 Nov 2026, 02:04:12 Europe/Lisbon: every feed complete"),
                        new Fact("Made", "23 Nov 2026, 09:38:04 UTC by Sofia Rossi"),
                        new Fact(
                                "SHA-256 of the CSV",
                                "9b41c07e5d209b41c07e5d209b41c07e5d209b41c07e5d209b41c07e5d209b41")));
    }
}
