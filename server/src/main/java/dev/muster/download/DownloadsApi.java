package dev.muster.download;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muster.api.Listing;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Files that the background writes, over REST.
@RestController
@RequestMapping("/api/v1/tenants/{tenant}/downloads")
@Does(Action.SEE)
class DownloadsApi {
    private final Downloads downloads;
    private final DownloadAnswer answer;

    DownloadsApi(Downloads downloads, DownloadAnswer answer) {
        this.downloads = downloads;
        this.answer = answer;
    }

    /// @param list       id of a list, such as `grants`
    /// @param format     `csv`, `zip` for CSV with its header block, or `xlsx`
    /// @param parameters what the list is asked with, as its page and its call take it
    record AskBody(
            @Nullable String list,
            @Nullable String format,
            @Nullable Map<String, @Nullable String> parameters) {
        Asked asked() {
            Map<String, String> sent = new HashMap<>();
            if (parameters != null) {
                parameters.forEach((name, value) -> sent.put(name, Objects.requireNonNullElse(value, "")));
            }
            return Asked.of(sent);
        }
    }

    /// @param state    `waiting`, `running`, `ready` or `failed`
    /// @param expected rows that were counted when it was asked for; none where nobody could
    /// @param written  rows so far
    /// @param attempt  how often it was begun: more than once when a server stopped in the middle
    /// @param bytes    of the whole file; none before it is ready
    /// @param digest   SHA-256 of the same rows as CSV, in hexadecimal
    /// @param about    what the file says of itself
    /// @param lacking  what was not read of the data behind it; none when everything was
    /// @param fault    why it was not written
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DownloadJson(
            UUID id,
            String list,
            Map<String, String> parameters,
            String format,
            String name,
            String title,
            String askedBy,
            Instant askedAt,
            Instant keptUntil,
            String state,
            @Nullable Long expected,
            long written,
            int attempt,
            @Nullable Long bytes,
            @Nullable String digest,
            @Nullable List<FactJson> about,
            @Nullable String lacking,
            @Nullable String fault) {

        static DownloadJson of(Download download) {
            Download.Progress progress = download.progress();
            Download.Whole whole = download.whole();
            return new DownloadJson(
                    download.id(),
                    download.list(),
                    download.asked().values(),
                    download.format().id(),
                    download.name(),
                    download.title(),
                    download.asker().name(),
                    download.askedAt(),
                    download.keptUntil(),
                    progress.state().id(),
                    progress.expected(),
                    progress.written(),
                    progress.attempt(),
                    whole == null ? null : whole.bytes(),
                    whole == null ? null : whole.digest(),
                    whole == null ? null : FactJson.of(whole.about()),
                    whole == null || whole.lacking().isEmpty() ? null : whole.lacking(),
                    download.fault());
        }
    }

    /// A line of what a file says of itself.
    record FactJson(String label, String value) {
        static List<FactJson> of(About about) {
            return about.lines().stream()
                    .map(line -> new FactJson(line.label(), line.value()))
                    .toList();
        }
    }

    /// Asks for a file of a list as it is at this moment.
    @PostMapping
    @Does(Action.OWN_FILES)
    @ResponseStatus(HttpStatus.ACCEPTED)
    DownloadJson ask(TenantAccess access, @RequestBody AskBody body) {
        return DownloadJson.of(downloads.ask(
                access,
                Objects.requireNonNullElse(body.list(), ""),
                Objects.requireNonNullElse(body.format(), ""),
                body.asked()));
    }

    /// Those that the caller may see, newest first; at most 100 are kept.
    @GetMapping
    Listing<DownloadJson> list(TenantAccess access) {
        return new Listing<>(downloads.of(access).stream().map(DownloadJson::of).toList(), null);
    }

    @GetMapping("/{id}")
    DownloadJson get(TenantAccess access, @PathVariable UUID id) {
        return DownloadJson.of(downloads.get(access, id));
    }

    /// The file itself, once it is ready.
    @GetMapping("/{id}/content")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/octet-stream",
                            schema = @Schema(type = "string", format = "binary")))
    void content(TenantAccess access, HttpServletResponse response, @PathVariable UUID id) throws IOException {
        answer.send(access, id, response);
    }

    /// Removes a file, or stops it being written.
    @DeleteMapping("/{id}")
    @Does(Action.OWN_FILES)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(TenantAccess access, @PathVariable UUID id) {
        downloads.remove(access, id);
    }
}
