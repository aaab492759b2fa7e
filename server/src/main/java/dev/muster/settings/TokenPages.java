package dev.muster.settings;

import dev.muster.factor.SecondFactors;
import dev.muster.problem.InvalidInput;
import dev.muster.tenant.Action;
import dev.muster.tenant.AsksAgain;
import dev.muster.tenant.Does;
import dev.muster.tenant.Scope;
import dev.muster.tenant.TenantAccess;
import dev.muster.token.ApiToken;
import dev.muster.token.ApiTokens;
import dev.muster.token.WantedToken;
import dev.muster.web.Nav;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Settings > API tokens.
@Controller
@Does(Action.OWN_TOKENS)
@RequestMapping("/t/{tenant}/settings/tokens")
class TokenPages {
    private static final String DONE = "done";

    private final SettingsPages settings;
    private final ApiTokens tokens;
    private final SecondFactors factors;
    private final Clock clock;

    TokenPages(SettingsPages settings, ApiTokens tokens, SecondFactors factors, Clock clock) {
        this.settings = settings;
        this.tokens = tokens;
        this.factors = factors;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView list(TenantAccess access, HttpServletRequest request, @ModelAttribute(DONE) @Nullable String done) {
        String sentence = done == null || done.isEmpty() ? null : done;
        return page(access, request, TokensView.Form.EMPTY, Map.of(), null, sentence, HttpStatus.OK);
    }

    /// The new token is in this answer and nowhere else; a redirect would have to keep it in the session.
    @PostMapping
    @AsksAgain
    ModelAndView make(
            TenantAccess access,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(required = false) @Nullable List<String> scopes,
            @RequestParam(defaultValue = "false") boolean service) {
        var form = new TokensView.Form(name, days, scopes == null ? List.of() : scopes, service);
        try {
            var wanted = new WantedToken(name, lifetime(access, days), scopes(form), service);
            ApiTokens.Made made = tokens.make(access, wanted);
            var shown = new TokensView.Made(made.token().name(), made.text());
            return page(access, request, TokensView.Form.EMPTY, Map.of(), shown, null, HttpStatus.OK);
        } catch (InvalidInput faulty) {
            return page(access, request, form, faulty.faults(), null, null, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/{token}/revoke")
    String revoke(TenantAccess access, @PathVariable UUID token, RedirectAttributes next) {
        String name = tokens.revoke(access, token);
        next.addFlashAttribute(DONE, "%s was revoked; calls with it are refused.".formatted(name));
        return "redirect:" + SettingsPages.address(access, Nav.TOKENS);
    }

    private static Set<Scope> scopes(TokensView.Form form) {
        return Arrays.stream(Scope.values())
                .filter(scope -> form.scopes().contains(scope.name()))
                .collect(Collectors.toSet());
    }

    private static Duration lifetime(TenantAccess access, String chosen) {
        return TokensView.lives(access.tenant().limits()).stream()
                .filter(days -> chosen.equals(String.valueOf(days)))
                .findFirst()
                .map(Duration::ofDays)
                .orElseThrow(() -> new InvalidInput(Map.of("days", "Choose one of the lifetimes offered.")));
    }

    private ModelAndView page(
            TenantAccess access,
            HttpServletRequest request,
            TokensView.Form form,
            Map<String, String> faults,
            TokensView.@Nullable Made made,
            @Nullable String done,
            HttpStatus status) {
        Instant now = clock.instant();
        List<TokensView.Row> rows =
                tokens.seenBy(access).stream().map(token -> row(token, now)).toList();
        var view = new TokensView(
                rows,
                Scope.givenBy(access.role()).stream().sorted().toList(),
                access.may(Action.MANAGE_MEMBERS),
                factors.isOn(access.user()),
                form,
                faults,
                made,
                done);
        return settings.page(access, request, Nav.TOKENS, "tokens", view, status);
    }

    private static TokensView.Row row(ApiToken token, Instant now) {
        return new TokensView.Row(
                token.id(),
                token.name(),
                token.ownerName(),
                token.service(),
                token.scopes().stream().sorted().map(Scope::title).collect(Collectors.joining(", ")),
                token.scoped(),
                token.created(),
                token.lastUsed(),
                token.expires(),
                token.isExpired(now));
    }
}
