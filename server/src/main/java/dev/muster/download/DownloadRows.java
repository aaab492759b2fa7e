package dev.muster.download;

import dev.muster.tenant.TenantAccess;
import dev.muster.web.Badge;
import dev.muster.web.Figures;
import dev.muster.web.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Puts files into words for whoever looks.
record DownloadRows(TenantAccess access, Instant now) {
    private static final int WHOLE = 100;
    /// Before that, nobody can tell how long the rest takes.
    private static final int ENOUGH = 2;

    DownloadsPage.Row row(Download download) {
        Download.Progress progress = download.progress();
        Download.Whole whole = download.whole();
        boolean own = download.asker().user().equals(access.user());
        return new DownloadsPage.Row(
                download.id().toString(),
                download.name(),
                download.title(),
                own ? "" : download.asker().name(),
                rows(progress),
                whole == null || whole.lacking().isEmpty() ? progress.state().badge() : Badge.PARTIAL,
                word(download),
                state(download),
                progress.state() == DownloadState.RUNNING ? percent(progress) : null,
                whole == null ? "–" : DownloadsPage.size(whole.bytes()),
                whole == null ? null : moment(download.keptUntil()),
                progress.state().isOpen(),
                progress.state() == DownloadState.READY,
                own);
    }

    private static String rows(Download.Progress progress) {
        if (progress.state() == DownloadState.READY) {
            return Figures.grouped(progress.written());
        }
        return progress.expected() == null ? "–" : Figures.grouped(progress.expected());
    }

    private static String word(Download download) {
        Download.Whole whole = download.whole();
        return switch (download.progress().state()) {
            case WAITING -> "Waiting";
            case RUNNING -> "Writing";
            case READY -> whole == null || whole.lacking().isEmpty() ? "Ready" : "Ready, data incomplete";
            case FAILED -> "Failed";
        };
    }

    private String state(Download download) {
        Download.Progress progress = download.progress();
        return switch (progress.state()) {
            case WAITING ->
                "Asked for at %s UTC".formatted(moment(download.askedAt()).clock());
            case RUNNING -> running(progress);
            case READY -> ready(download);
            case FAILED -> Objects.requireNonNullElse(download.fault(), "");
        };
    }

    private String running(Download.Progress progress) {
        String rows = Figures.counted(progress.written(), "row", "rows") + " written";
        String left = left(progress);
        String again = progress.attempt() > 1
                ? ". Begun again at %s UTC, because a server stopped or the database was away"
                        .formatted(moment(Objects.requireNonNull(progress.started()))
                                .clock())
                : "";
        return rows + left + again;
    }

    private String left(Download.Progress progress) {
        if (progress.expected() == null || progress.started() == null || progress.written() == 0) {
            return "";
        }
        long seconds = Duration.between(progress.started(), now).toSeconds();
        long rest = Math.max(0, progress.expected() - progress.written());
        return seconds < ENOUGH
                ? ""
                : ", about %s s left"
                        .formatted(Figures.grouped(Math.round((double) seconds * rest / progress.written())));
    }

    private String ready(Download download) {
        Download.Progress progress = download.progress();
        Instant started = Objects.requireNonNull(progress.started());
        Instant ended = Objects.requireNonNull(progress.ended());
        String lacking = Objects.requireNonNull(download.whole()).lacking();
        return lacking.isEmpty()
                ? "%s UTC, in %s".formatted(moment(ended).minute(), Figures.seconds(Duration.between(started, ended)))
                : lacking;
    }

    private static @Nullable Integer percent(Download.Progress progress) {
        Long expected = progress.expected();
        return expected == null || expected == 0 ? null : (int) Math.min(WHOLE, WHOLE * progress.written() / expected);
    }

    private Moment moment(Instant at) {
        return new Moment(at, ZoneOffset.UTC, now);
    }
}
