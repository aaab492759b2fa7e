package dev.muster.snapshot.sheet;

import dev.muster.connector.Credential;
import dev.muster.connector.Disagreement;
import dev.muster.host.Counts;
import dev.muster.host.FeedCertificate;
import dev.muster.host.Note;
import dev.muster.host.RunCertificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// How a [RunCertificate] is written: as rows, one for each feed, or as one JSON object.
public final class Certificate {
    private static final List<Column> OF_FEED = List.of(
            Column.main("feed"),
            Column.main("state"),
            Column.aside("requests"),
            Column.aside("pages"),
            Column.aside("total"),
            Column.aside("fetched"),
            Column.aside("stored"),
            Column.telling("rejected"),
            Column.aside("duplicates"),
            Column.telling("unresolved"),
            Column.telling("unknown"),
            Column.aside("kept"),
            Column.telling("disagreements"),
            Column.aside("parts_read"),
            Column.telling("parts_removed"),
            Column.telling("parts_unread"),
            Column.main("reason"),
            Column.aside("request_id"),
            Column.aside("started_at"),
            Column.aside("ended_at"));
    private static final List<Column> OF_READING = List.of(
            Column.aside("credential"),
            Column.aside("fingerprint"),
            Column.aside("account"),
            Column.aside("connector"),
            Column.aside("run_started_at"),
            Column.aside("run_ended_at"));
    private static final List<Column> OF_NOTE =
            List.of(Column.main("kind"), Column.main("subject"), Column.main("detail"));

    private Certificate() {}

    /// What holds for the whole reading stands in every row.
    public static void print(RunCertificate reading, Sheet sheet) {
        sheet.begin(Stream.concat(OF_FEED.stream(), OF_READING.stream()).toList());
        for (FeedCertificate feed : reading.feeds()) {
            sheet.row(
                    Stream.concat(cells(feed).stream(), cells(reading).stream()).toList());
        }
    }

    static void write(RunCertificate reading, JsonGenerator json) {
        json.writeStartObject();
        json.writeBooleanProperty("complete", reading.verdict().isWhole());
        json.writeNumberProperty("requests", reading.requests());
        Cell.writeAll(json, OF_READING, cells(reading));
        write(reading.counts(), json);
        json.writeArrayPropertyStart("feeds");
        reading.feeds().forEach(feed -> write(feed, reading.notes(), json));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(Counts counts, JsonGenerator json) {
        json.writeObjectPropertyStart("counts");
        json.writeNumberProperty("accounts", counts.accounts());
        json.writeNumberProperty("absent_accounts", counts.absentAccounts());
        json.writeNumberProperty("teams", counts.groups());
        json.writeNumberProperty("stub_teams", counts.stubGroups());
        json.writeNumberProperty("resources", counts.resources());
        json.writeNumberProperty("stubs", counts.stubs());
        json.writeNumberProperty("links", counts.links());
        json.writeNumberProperty("grants", counts.grants());
        json.writeNumberProperty("restless_grants", counts.restlessGrants());
        json.writeEndObject();
    }

    private static void write(FeedCertificate feed, List<Note> notes, JsonGenerator json) {
        json.writeStartObject();
        Cell.writeAll(json, OF_FEED, cells(feed));
        json.writeName("notes");
        new Cell.Several(Stream.concat(
                                notes.stream()
                                        .filter(note -> note.feed().equals(feed.feed()))
                                        .map(Certificate::item),
                                feed.disagreements().first().stream().map(Certificate::item))
                        .toList())
                .write(json);
        json.writeEndObject();
    }

    private static Cell.Item item(Note note) {
        return item(note.kind().word(), note.subject(), note.detail());
    }

    private static Cell.Item item(Disagreement told) {
        String about = told.about().stream()
                .map(thing -> thing.type() + " " + thing.id())
                .collect(Collectors.joining(", "));
        return item("disagreement", about, told.sentence());
    }

    private static Cell.Item item(String kind, String subject, String detail) {
        return new Cell.Item(detail, OF_NOTE, List.of(Cell.of(kind), Cell.of(subject), Cell.of(detail)));
    }

    private static List<Cell> cells(FeedCertificate feed) {
        return List.of(
                Cell.of(feed.feed()),
                Cell.of(feed.state().word()),
                Cell.of(feed.requests()),
                Cell.of(feed.pages()),
                new Cell.Number(feed.total()),
                Cell.of(feed.fetched()),
                Cell.of(feed.stored()),
                Cell.of(feed.rejected()),
                Cell.of(feed.duplicates()),
                Cell.of(feed.unresolved()),
                Cell.of(feed.unknown()),
                Cell.of(feed.kept()),
                Cell.of(feed.disagreements().count()),
                Cell.of(feed.parts().read()),
                Cell.of(feed.parts().removed()),
                Cell.of(feed.parts().unread()),
                Cell.of(feed.reason().happened()),
                Cell.of(feed.requestId()),
                time(feed.startedAt()),
                time(feed.endedAt()));
    }

    private static List<Cell> cells(RunCertificate reading) {
        Credential credential = reading.credential();
        return List.of(
                Cell.of(credential.kind()),
                Cell.of(credential.fingerprint()),
                Cell.of(credential.account()),
                Cell.of(reading.connector().id() + " " + reading.connector().version()),
                time(reading.startedAt()),
                time(reading.endedAt()));
    }

    private static Cell time(@Nullable Instant time) {
        return Cell.of(time == null ? null : time.toString());
    }
}
