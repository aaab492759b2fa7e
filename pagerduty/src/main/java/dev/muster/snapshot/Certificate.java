package dev.muster.snapshot;

import dev.muster.connector.Credential;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// How a [Proof] is written: as rows, one for each feed, or as one JSON object.
final class Certificate {
    /// In a narrow table those stay that betray trouble.
    private static final List<Column> OF_FEED = List.of(
            Column.main("feed"),
            Column.main("state"),
            Column.aside("requests"),
            Column.aside("pages"),
            Column.aside("total"),
            Column.aside("fetched"),
            Column.number("stored"),
            Column.number("rejected"),
            Column.aside("duplicates"),
            Column.number("unresolved"),
            Column.aside("unknown"),
            Column.aside("kept"),
            Column.number("disagreements"),
            Column.aside("parts_read"),
            Column.aside("parts_removed"),
            Column.aside("parts_unread"),
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
    static void print(Proof proof, Sheet sheet) {
        sheet.begin(Stream.concat(OF_FEED.stream(), OF_READING.stream()).toList());
        for (FeedProof feed : proof.feeds()) {
            sheet.row(Stream.concat(cells(feed).stream(), cells(proof).stream()).toList());
        }
    }

    static void write(Proof proof, JsonGenerator json) {
        json.writeStartObject();
        json.writeBooleanProperty("complete", proof.isComplete());
        json.writeNumberProperty("requests", proof.requests());
        Cell.writeAll(json, OF_READING, cells(proof));
        json.writeArrayPropertyStart("feeds");
        proof.feeds().forEach(feed -> write(feed, json));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(FeedProof feed, JsonGenerator json) {
        json.writeStartObject();
        Cell.writeAll(json, OF_FEED, cells(feed));
        json.writeName("notes");
        new Cell.Several(feed.notes().stream().map(Certificate::item).toList()).write(json);
        json.writeEndObject();
    }

    private static Cell.Item item(FeedProof.Note note) {
        List<Cell> cells = List.of(Cell.of(note.kind()), Cell.of(note.subject()), Cell.of(note.detail()));
        return new Cell.Item(note.detail(), OF_NOTE, cells);
    }

    private static List<Cell> cells(FeedProof feed) {
        return List.of(
                Cell.of(feed.feed().id()),
                Cell.of(Words.lower(feed.state())),
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
                Cell.of(feed.disagreements()),
                Cell.of(feed.parts().read()),
                Cell.of(feed.parts().removed()),
                Cell.of(feed.parts().unread()),
                Cell.of(feed.reason()),
                Cell.of(feed.requestId()),
                time(feed.startedAt()),
                time(feed.endedAt()));
    }

    private static List<Cell> cells(Proof proof) {
        Credential credential = proof.credential();
        return List.of(
                Cell.of(credential.kind()),
                Cell.of(credential.fingerprint()),
                Cell.of(credential.account()),
                Cell.of(proof.connector().id() + " " + proof.connector().version()),
                time(proof.startedAt()),
                time(proof.endedAt()));
    }

    private static Cell time(@Nullable Instant time) {
        return Cell.of(time == null ? null : time.toString());
    }
}
