package dev.muster.custom;

import dev.muster.form.Findings.Bad;
import dev.muster.host.FeedCertificate;
import dev.muster.integration.Integrations.Current;
import dev.muster.ledger.RunKey;
import dev.muster.ledger.StagedChanges.Kind;
import dev.muster.ledger.StagedChanges.Sum;
import dev.muster.sync.RunHistory;
import dev.muster.sync.SyncRun;
import dev.muster.tenant.TenantAccess;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells what became of a file, as calls answer it.
@Component
class UploadOutcomes {
    private final Previews previews;
    private final RunHistory history;

    UploadOutcomes(Previews previews, RunHistory history) {
        this.previews = previews;
        this.history = history;
    }

    /// What became of a file.
    ///
    /// @param state    `published`, `on hold`, `reading`, `columns needed`, `discarded`
    /// @param message  the same as a sentence, with what to do
    /// @param run      that read it; none before
    /// @param revision that it became; none unless it was published
    /// @param read     rows of the file; stored + rejected
    /// @param rejected rows that cannot be stored
    /// @param rows     the first of those
    /// @param changes  what it would change; none unless it is on hold
    record UploadJson(
            String state,
            String message,
            String file,
            @Nullable Integer run,
            @Nullable Integer revision,
            long read,
            long stored,
            long rejected,
            String digest,
            List<RejectedJson> rows,
            @Nullable UploadChangesJson changes) {}

    /// @param table of the long form; empty for the short one
    record RejectedJson(long row, String table, String why, String follows) {}

    record UploadChangesJson(Sum accounts, Sum privileged, long granted, long removed, long changed) {
        static UploadChangesJson of(Preview preview) {
            return new UploadChangesJson(
                    preview.accounts(),
                    preview.privileged(),
                    preview.touched(Kind.JOINED, Kind.GRANTED),
                    preview.touched(Kind.GONE, Kind.REMOVED),
                    preview.touched(Kind.CHANGED));
        }
    }

    UploadJson of(TenantAccess access, Current current, Upload upload) {
        Optional<Preview> preview =
                previews.of(access, current).filter(held -> held.upload().number() == upload.number());
        Optional<SyncRun> run = Optional.ofNullable(upload.run())
                .flatMap(number ->
                        history
                                .page(current.integration().key(access.id()), RunHistory.Filter.ALL, number + 1, 1)
                                .stream()
                                .findFirst());
        long rejected = run.map(read ->
                        history
                                .certificate(new RunKey(current.integration().key(access.id()), read.number()))
                                .feeds()
                                .stream()
                                .mapToLong(FeedCertificate::rejected)
                                .sum())
                .orElse(0L);
        return new UploadJson(
                state(current, upload, preview),
                message(current, upload, preview),
                upload.name(),
                upload.run(),
                run.map(SyncRun::revision).orElse(null),
                upload.rows(),
                upload.rows() - rejected,
                rejected,
                upload.digest(),
                preview.map(held -> held.rejected().stream()
                                .map(UploadOutcomes::json)
                                .toList())
                        .orElse(List.of()),
                preview.map(UploadChangesJson::of).orElse(null));
    }

    private static RejectedJson json(Bad row) {
        return new RejectedJson(row.row(), row.table(), row.why(), row.follows());
    }

    private static String state(Current current, Upload upload, Optional<Preview> preview) {
        if (preview.isPresent()) {
            return "on hold";
        }
        if (upload.published()) {
            return "published";
        }
        if (!upload.ready()) {
            return "columns needed";
        }
        return current.status().isSyncing() ? "reading" : "discarded";
    }

    private static String message(Current current, Upload upload, Optional<Preview> preview) {
        return switch (state(current, upload, preview)) {
            case "on hold" ->
                preview.orElseThrow().why()
                        + ". Nothing is published before somebody decides: release or discard run %d."
                                .formatted(preview.orElseThrow().run());
            case "published" -> "It is published.";
            case "columns needed" -> "Somebody has to say what its columns mean.";
            case "reading" -> "The file is being read. Ask again in a moment.";
            default -> "Nothing of it is published.";
        };
    }
}
