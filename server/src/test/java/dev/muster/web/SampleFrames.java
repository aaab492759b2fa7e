package dev.muster.web;

import dev.muster.database.TenantId;
import dev.muster.tenant.Role;
import dev.muster.tenant.Tenant;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Frames and moments for [SamplePages].
public final class SampleFrames {
    static final String NONCE = "c2FtcGxlLW5vbmNl";
    public static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");
    public static final Instant NOW = Instant.parse("2026-11-23T09:47:03Z");

    private static final String SERVER = "https://muster.acme.example";
    private static final Assets ASSETS = new Assets();

    private SampleFrames() {}

    private record SampleCsrf(String name, String token) implements Csrf {}

    static Assets assets() {
        return ASSETS;
    }

    static Frame frame(Theme theme) {
        return new Frame(
                ASSETS.base(), new SampleCsrf("_csrf", "sample"), NONCE, theme, SERVER, "/t/acme/integrations");
    }

    static Page themed(Page page, Theme theme) {
        Frame frame = frame(theme);
        String here =
                page.current() == null ? frame.here() : page.at(page.current().path());
        return new Page(
                new Frame(frame.assets(), frame.csrf(), frame.nonce(), theme, frame.server(), here),
                page.title(),
                page.current(),
                page.crumbs(),
                page.tenant(),
                page.others(),
                page.userName(),
                page.role(),
                page.attention(),
                page.notice());
    }

    public static Page page(@Nullable Nav current, String... crumbs) {
        return page(current, Role.ADMINISTRATOR, "Ana Lima", crumbs);
    }

    public static Page page(@Nullable Nav current, Role role, String userName, String... crumbs) {
        List<Crumb> path = Stream.of(crumbs)
                .map(text -> text.equals("Integrations") ? Crumb.of(text) : new Crumb(text, "/t/acme/integrations"))
                .toList();
        return new Page(
                frame(Theme.LIGHT),
                crumbs[crumbs.length - 1],
                current,
                path,
                new Tenant(new TenantId(new UUID(0, 1)), "acme", "Acme"),
                List.of(new Tenant(new TenantId(new UUID(0, 2)), "globex", "Globex")),
                userName,
                role,
                3,
                null);
    }

    public static Moment at(String instant) {
        return new Moment(Instant.parse(instant), LISBON, NOW);
    }
}
