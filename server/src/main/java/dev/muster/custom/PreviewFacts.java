package dev.muster.custom;

import dev.muster.api.Stretch;
import dev.muster.custom.PreviewPage.Choice;
import dev.muster.custom.PreviewRows.Wanted;
import dev.muster.integration.Integration;
import dev.muster.integration.Integrations.Current;
import dev.muster.ledger.StagedChanges.Kind;
import dev.muster.ledger.StagedChanges.Touched;
import dev.muster.people.Roster;
import dev.muster.setup.IntegrationHeads;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Figures;
import dev.muster.web.Pager;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Gathers what the third step of an upload shows.
@Component
class PreviewFacts {
    private final IntegrationHeads heads;
    private final Members members;
    private final PreviewRows rows;

    PreviewFacts(IntegrationHeads heads, Members members, PreviewRows rows) {
        this.heads = heads;
        this.members = members;
        this.rows = rows;
    }

    PreviewPage page(TenantAccess access, Current current, Preview preview, Wanted wanted) {
        Integration integration = current.integration();
        String at = "/t/%s/integrations/%s"
                .formatted(access.tenant().slug(), integration.id().value());
        Stretch<Touched> found = rows.of(access, integration, preview, wanted);
        return new PreviewPage(
                at,
                integration.name(),
                preview,
                heads.moment(integration, preview.upload().receivedAt()),
                current.status().revision(),
                heads.momentOrNone(integration, current.status().dataFrom()),
                guard(integration, preview),
                note(preview),
                integration.isManagedBy(access),
                deciders(access, integration),
                Roster.is(integration) ? kindsOfPeople(at, preview, wanted) : kinds(at, preview, wanted),
                wanted.kind(),
                wanted.text(),
                PreviewRows.grouped(preview, found.rows(), Roster.is(integration)),
                Pager.of(found, address(at, wanted.kind(), wanted.text())),
                Roster.is(integration));
    }

    private static String guard(Integration integration, Preview preview) {
        String limit = "A file is held above %d %% and more than %s."
                .formatted(
                        integration.holdLimit().percent(),
                        Figures.grouped(integration.holdLimit().minimum()));
        long now = preview.leaving().now();
        if (preview.guarded()) {
            return "%s. %s".formatted(preview.why(), limit);
        }
        if (now == 0) {
            return "Nothing was published before, so nothing can be lost.";
        }
        return "%s of %s would go (%s). %s"
                .formatted(
                        Figures.grouped(preview.leaving().closing()),
                        Roster.is(integration)
                                ? Figures.counted(now, "person", "people")
                                : Figures.counted(now, "account", "accounts"),
                        Figures.percent(100.0 * preview.leaving().closing() / now),
                        limit);
    }

    /// Who would be gone because of a row that is rejected.
    private static String note(Preview preview) {
        return preview.rejected().stream()
                .filter(row -> row.follows().endsWith("would be gone because of this row"))
                .findFirst()
                .map(row -> "Because of row %s %s would be gone. Correct it if the access is still there."
                        .formatted(Figures.grouped(row.row()), row.account()))
                .orElse("");
    }

    private List<Choice> kinds(String at, Preview preview, Wanted wanted) {
        long granted = preview.touched(Kind.JOINED, Kind.GRANTED);
        long removed = preview.touched(Kind.GONE, Kind.REMOVED);
        long changed = preview.touched(Kind.CHANGED);
        return List.of(
                choice(at, wanted, "all", "All", granted + removed + changed),
                choice(at, wanted, "granted", "Granted", granted),
                choice(at, wanted, "removed", "Removed", removed),
                choice(at, wanted, "changed", "Changed", changed));
    }

    private static List<Choice> kindsOfPeople(String at, Preview preview, Wanted wanted) {
        return List.of(
                choice(at, wanted, "all", "All", preview.touched(Kind.values())),
                choice(at, wanted, "granted", "Joined", preview.touched(Kind.JOINED)),
                choice(at, wanted, "removed", "Gone", preview.touched(Kind.GONE)),
                choice(at, wanted, "changed", "Changed", preview.touched(Kind.CHANGED)));
    }

    private static Choice choice(String at, Wanted wanted, String word, String title, long count) {
        return new Choice(word, title, count, address(at, word, wanted.text()).toString());
    }

    private static Address address(String at, String kind, String text) {
        return Address.of(at + "/upload/preview").with("kind", kind).with("q", text);
    }

    private String deciders(TenantAccess access, Integration integration) {
        List<String> owners = Stream.concat(
                        Stream.of(integration.primaryOwner()), integration.secondaryOwners().stream())
                .flatMap(owner -> members.find(access.id(), owner).map(Member::name).stream())
                .toList();
        return owners.isEmpty()
                ? "Administrators and Risk Managers"
                : "Administrators, Risk Managers and the owners " + String.join(", ", owners);
    }
}
