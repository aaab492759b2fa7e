package dev.muster.saved;

import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Notice;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;

/// What lists and the page Questions send about saved filters. A filter that is saved leads back to its list,
/// everything
/// else to Questions.
@Controller
@Does(Action.OWN_FILTERS)
@RequestMapping("/t/{tenant}/filters")
class SavedFilterPages {
    private final SavedFilters filters;

    SavedFilterPages(SavedFilters filters) {
        this.filters = filters;
    }

    /// @param query of the address of the list, without a question mark
    @PostMapping
    RedirectView save(
            TenantAccess access,
            @RequestParam(defaultValue = "") String list,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "false") boolean shared,
            RedirectAttributes next) {
        var wanted = new WantedFilter(list, parameters(query), name, shared);
        try {
            SavedFilter saved = filters.save(access, wanted);
            next.addFlashAttribute(
                    Notice.KEY,
                    Notice.done("The filter %s is saved for %s. It stands under Questions and in the search."
                            .formatted(
                                    saved.name(),
                                    shared ? "everybody in " + access.tenant().name() : "you")));
            return to(filters.address(access, saved).toString());
        } catch (InvalidInput faulty) {
            next.addFlashAttribute(
                    Notice.KEY, Notice.refused(String.join(" ", faulty.faults().values())));
        } catch (Conflict refused) {
            next.addFlashAttribute(Notice.KEY, Notice.refused(String.valueOf(refused.getMessage())));
        }
        return questions(access);
    }

    @PostMapping("/{id}")
    RedirectView change(
            TenantAccess access,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "false") boolean shared,
            RedirectAttributes next) {
        try {
            SavedFilter changed = filters.change(access, id, name, shared);
            next.addFlashAttribute(Notice.KEY, Notice.done("The filter %s is saved.".formatted(changed.name())));
        } catch (InvalidInput faulty) {
            next.addFlashAttribute(
                    Notice.KEY, Notice.refused(String.join(" ", faulty.faults().values())));
        } catch (Conflict refused) {
            next.addFlashAttribute(Notice.KEY, Notice.refused(String.valueOf(refused.getMessage())));
        }
        return questions(access);
    }

    @PostMapping("/{id}/remove")
    RedirectView remove(TenantAccess access, @PathVariable UUID id, RedirectAttributes next) {
        SavedFilter removed = filters.remove(access, id);
        next.addFlashAttribute(Notice.KEY, Notice.done("The filter %s is removed.".formatted(removed.name())));
        return questions(access);
    }

    private static Map<String, List<String>> parameters(String query) {
        MultiValueMap<String, String> sent =
                UriComponentsBuilder.newInstance().query(query).build().getQueryParams();
        return sent.entrySet().stream()
                .collect(Collectors.toMap(
                        one -> decoded(one.getKey()),
                        one -> one.getValue().stream()
                                .map(SavedFilterPages::decoded)
                                .toList()));
    }

    private static String decoded(@Nullable String text) {
        return URLDecoder.decode(text == null ? "" : text, StandardCharsets.UTF_8);
    }

    private static RedirectView questions(TenantAccess access) {
        return to("/t/%s/questions".formatted(access.tenant().slug()));
    }

    private static RedirectView to(String address) {
        var view = new RedirectView(address, true);
        view.setExpandUriTemplateVariables(false);
        return view;
    }
}
