package dev.muster.sso;

import dev.muster.edge.MusterUrl;
import dev.muster.session.SignedIn;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Crumb;
import dev.muster.web.Moment;
import dev.muster.web.Nav;
import dev.muster.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/// How the page of [SignOnSettingsPages] is put together.
@Component
class SignOnSettingsPage {
    private static final String USUAL_CLAIM = "groups";
    private static final List<SignOnSettingsView.Group> TO_FILL = List.of(
            new SignOnSettingsView.Group("", ""),
            new SignOnSettingsView.Group("", ""),
            new SignOnSettingsView.Group("", ""));

    private final Pages pages;
    private final SignOnSettings settings;
    private final Domains domains;
    private final MusterUrl url;
    private final Clock clock;

    SignOnSettingsPage(Pages pages, SignOnSettings settings, Domains domains, MusterUrl url, Clock clock) {
        this.pages = pages;
        this.settings = settings;
        this.domains = domains;
        this.url = url;
        this.clock = clock;
    }

    /// The page for one request, in one of its states.
    Drawn of(TenantAccess access, HttpServletRequest request) {
        return new Drawn(access, request);
    }

    /// See [#of].
    final class Drawn {
        private final TenantAccess access;
        private final HttpServletRequest request;

        private Drawn(TenantAccess access, HttpServletRequest request) {
            this.access = access;
            this.request = request;
        }

        /// As it is stored, with what the last act did.
        ModelAndView done(@Nullable String done) {
            return draw(stored(), Map.of(), null, done, HttpStatus.OK);
        }

        /// As it is stored, with why the last act was not done.
        ModelAndView refused(@Nullable String why, HttpStatus status) {
            return draw(stored(), Map.of(), why, null, status);
        }

        /// As it is stored, with faults beside the domains.
        ModelAndView faulty(Map<String, String> faults) {
            return draw(stored(), faults, null, null, HttpStatus.UNPROCESSABLE_CONTENT);
        }

        /// As it was typed, but for the secret.
        ModelAndView faulty(Wanted typed, Map<String, String> faults) {
            var form = new SignOnSettingsView.Form(
                    typed.issuer(),
                    typed.clientId(),
                    typed.groupsClaim(),
                    typed.letsJoin(),
                    withRoom(typed.groups().stream()
                            .filter(row -> !row.isEmpty())
                            .map(row -> new SignOnSettingsView.Group(row.name(), row.role()))));
            return draw(form, faults, null, null, HttpStatus.UNPROCESSABLE_CONTENT);
        }

        private SignOnSettingsView.Form stored() {
            return settings.of(access.id())
                    .map(known -> new SignOnSettingsView.Form(
                            known.issuer(),
                            known.clientId(),
                            known.groupsClaim(),
                            known.letsJoin(),
                            withRoom(known.groups().entrySet().stream()
                                    .sorted(Map.Entry.comparingByKey())
                                    .map(group -> new SignOnSettingsView.Group(
                                            group.getKey(), group.getValue().name())))))
                    .orElseGet(() -> new SignOnSettingsView.Form("", "", USUAL_CLAIM, false, TO_FILL));
        }

        private ModelAndView draw(
                SignOnSettingsView.Form form,
                Map<String, String> faults,
                @Nullable String refused,
                @Nullable String done,
                HttpStatus status) {
            var view = new SignOnSettingsView(
                    url.absolute(SignOnPages.CALLBACK, request),
                    url.absolute(SignOutCalls.path(access.tenant()), request),
                    form,
                    settings.of(access.id()).isPresent(),
                    domains.of(access.id()).stream()
                            .map(domain -> domain(domain, clock.instant()))
                            .toList(),
                    access.tenant().takesPasswords(),
                    cameByProvider(),
                    faults,
                    refused,
                    done);
            var crumbs = List.of(
                    Crumb.of("Settings"),
                    new Crumb(Nav.SIGNING_IN.title(), "/t/" + access.tenant().slug() + Nav.SIGNING_IN.path()),
                    Crumb.of("Single sign-on"));
            var around = pages.of(access, request, "Single sign-on", Nav.SIGNING_IN, crumbs);
            return new ModelAndView("sso/settings", Map.of("page", around, "view", view), status);
        }
    }

    private static List<SignOnSettingsView.Group> withRoom(Stream<SignOnSettingsView.Group> rows) {
        return Stream.concat(rows, TO_FILL.stream()).toList();
    }

    private static SignOnSettingsView.Domain domain(ClaimedDomain domain, Instant now) {
        Instant proved = domain.provedAt();
        return new SignOnSettingsView.Domain(
                domain.domain(), domain.record(), proved == null ? null : new Moment(proved, ZoneOffset.UTC, now));
    }

    private static boolean cameByProvider() {
        Authentication asker = SecurityContextHolder.getContext().getAuthentication();
        return asker != null && asker.getPrincipal() instanceof SignedIn user && user.only() != null;
    }
}
