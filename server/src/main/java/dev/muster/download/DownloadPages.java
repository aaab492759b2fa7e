package dev.muster.download;

import dev.muster.download.DownloadsPage.Block;
import dev.muster.download.DownloadsPage.Fact;
import dev.muster.download.DownloadsPage.Offer;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Crumb;
import dev.muster.web.Figures;
import dev.muster.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Downloads, in the menu of whoever is signed in: files that the background writes.
@Controller
@RequestMapping("/t/{tenant}/downloads")
@Does(Action.SEE)
class DownloadPages {
    /// Id of a [FileList].
    static final String LIST = "list";
    /// Id of a [FileFormat].
    static final String FORMAT = "format";
    /// Id of the file that says of itself what it is.
    private static final String ABOUT = "about";

    private static final String TITLE = "Downloads";
    private static final List<String> OF_PAGE = List.of(LIST, FORMAT, ABOUT);

    private final Downloads downloads;
    private final DownloadAnswer answer;
    private final Pages pages;
    private final Clock clock;

    DownloadPages(Downloads downloads, DownloadAnswer answer, Pages pages, Clock clock) {
        this.downloads = downloads;
        this.answer = answer;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView list(
            TenantAccess access, HttpServletRequest request, @RequestParam MultiValueMap<String, String> asked) {
        List<Download> all = downloads.of(access);
        String list = Asked.of(asked.toSingleValueMap()).value(LIST);
        var view = new DownloadsPage(
                rows(access, all),
                list.isEmpty() ? null : offer(access, list, asked),
                block(all, Asked.of(asked.toSingleValueMap()).value(ABOUT)),
                call(access, request));
        return new ModelAndView(
                "download/downloads",
                Map.of(
                        "page",
                        pages.of(access, request, TITLE, null, List.of(Crumb.of(access.userName()), Crumb.of(TITLE))),
                        "view",
                        view));
    }

    /// What the page asks for while something is being written.
    @GetMapping("/rows")
    ModelAndView rows(TenantAccess access, HttpServletRequest request) {
        List<DownloadsPage.Row> rows = rows(access, downloads.of(access));
        return new ModelAndView(
                "download/rows",
                Map.of("page", pages.of(access, request, TITLE, null, List.of(Crumb.of(TITLE))), "rows", rows));
    }

    @PostMapping
    @Does(Action.OWN_FILES)
    String ask(TenantAccess access, @RequestParam MultiValueMap<String, String> asked) {
        Asked sent = Asked.of(asked.toSingleValueMap());
        downloads.ask(access, sent.value(LIST), sent.value(FORMAT), ofList(asked));
        return "redirect:" + address(access);
    }

    @GetMapping("/{id}/file")
    void file(TenantAccess access, HttpServletResponse response, @PathVariable UUID id) throws IOException {
        answer.send(access, id, response);
    }

    @PostMapping("/{id}/remove")
    @Does(Action.OWN_FILES)
    String remove(TenantAccess access, @PathVariable UUID id) {
        downloads.remove(access, id);
        return "redirect:" + address(access);
    }

    private static String address(TenantAccess access) {
        return "/t/%s/downloads".formatted(access.tenant().slug());
    }

    private List<DownloadsPage.Row> rows(TenantAccess access, List<Download> all) {
        var words = new DownloadRows(access, clock.instant());
        return all.stream().map(words::row).toList();
    }

    private Offer offer(TenantAccess access, String list, MultiValueMap<String, String> asked) {
        Asked ofList = ofList(asked);
        FileHead head = downloads.head(access, list, ofList);
        FileFormat format =
                FileFormat.of(String.valueOf(asked.getFirst(FORMAT))).orElse(FileFormat.CSV);
        Map<String, String> fields = new TreeMap<>(ofList.values());
        fields.put(LIST, list);
        fields.put(FORMAT, format.id());
        Long rows = head.rows();
        return new Offer(
                head.title(), rows == null ? "" : Figures.counted(rows, "row", "rows"), format.title(), fields);
    }

    /// Without what belongs to the page and to its form.
    private static Asked ofList(MultiValueMap<String, String> asked) {
        Map<String, List<String>> ofList = new HashMap<>(asked);
        ofList.keySet().removeIf(name -> OF_PAGE.contains(name) || name.startsWith("_"));
        return new Asked(ofList);
    }

    private static @Nullable Block block(List<Download> all, String id) {
        return all.stream()
                .filter(download -> id.isEmpty() || download.id().toString().equals(id))
                .filter(download -> download.whole() != null)
                .findFirst()
                .map(download -> new Block(download.name(), facts(download.whole())))
                .orElse(null);
    }

    private static List<Fact> facts(Download.@Nullable Whole whole) {
        return whole == null
                ? List.of()
                : whole.about().lines().stream()
                        .map(line -> new Fact(line.label(), line.value()))
                        .toList();
    }

    private static String call(TenantAccess access, HttpServletRequest request) {
        return """
                curl -H "Authorization: Bearer $TOKEN" \\
                  -H "Content-Type: application/json" \\
                  -d '{"list": "grants", "format": "xlsx", "parameters": {"privileged": "yes"}}' \\
                  %s/api/v1/tenants/%s/downloads""".formatted(base(request), access.tenant().slug());
    }

    private static String base(HttpServletRequest request) {
        String whole = request.getRequestURL().toString();
        return whole.substring(0, whole.indexOf("/t/"));
    }
}
