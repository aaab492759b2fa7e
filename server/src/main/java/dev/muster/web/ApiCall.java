package dev.muster.web;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The call to the API that answers what a page lists (`web/apiCall`), with the filters of the page.
///
/// @param address of the call: `https://muster.example/api/v1/tenants/acme/grants?privileged=yes`
public record ApiCall(String address) {
    private static final Pattern PAGE = Pattern.compile("/t/([^/]+)(/.*)");
    private static final String ONE = "(/integrations/[^/]+)";
    private static final String RESOURCE = ONE + "/resources/([^/]+/[^/]+)";
    /// As a page of rights is asked for what its call answers unasked.
    private static final String OF_EVERY_RIGHT = "right=all";
    private static final List<Shape> SHAPES = List.of(
            shape(
                    "/access",
                    "/grants",
                    "q integration application level title privileged meaning part type group email state kind since person sort asOf"),
            shape("/changes", "/changes", "from to q integration application what kind level title privileged type"),
            shape("/questions", "/questions", "asOf"),
            shape("/(teams|on-call)", "/resources", "q integration type sort asOf")
                    .with("area=$1"),
            shape("/people/with-accounts", "/people", "who q sort asOf"),
            shape("/people/unmatched", "/people/accounts-without-person", "asOf"),
            shape("/people/twins", "/people/accounts-of-one-email", "asOf"),
            shape("/people/(leavers|successors)", "/people/$1", "asOf"),
            shape("/integrations", "/integrations", ""),
            shape(ONE + "/accounts", "$1/accounts", "q role state asOf"),
            shape(ONE + "/accounts/([^/]+)", "$1/accounts/$2/access", "q type right asOf")
                    .unasked("right=change"),
            shape(ONE + "/resources", "$1/resources", "q type owner asOf"),
            shape(RESOURCE, "$1/resources/$2/access", "q right asOf").where("view=able"),
            shape(RESOURCE, "$1/resources/$2/holders", "q level asOf").where("view=holders"),
            shape(RESOURCE, "$1/resources/$2/holders", "q level asOf")
                    .where("view=dutyless")
                    .with("dutyless=yes"),
            shape(ONE + "/changes", "$1/right-changes", "from to kind account").where("what=rights"),
            shape(ONE + "/changes", "$1/changes", "from to what kind account").unasked("what=grants"),
            shape(ONE + "/history", "$1/runs", "show"),
            shape("/integrations/([^/]+)/audit", "/audit", "").with("integration=$1"),
            shape("/settings/webhooks", "/webhooks", ""),
            shape("/settings(/webhooks/[^/]+)", "$1/deliveries", ""),
            shape("/settings/single-sign-on", "/single-sign-on/domains", ""),
            shape("/settings/audit", "/audit", "q who what outcome address from to integration"));

    /// A page and its call, both below the address of a tenant.
    ///
    /// @param fields  what both take, by the same names
    /// @param where   what the page must be asked with, as a query has it; empty for any page of that path
    /// @param with    what the call is always asked with, as a query has it; empty for nothing
    /// @param unasked what the page shows that is asked for nothing in this field, and its call not; empty
    private record Shape(Pattern page, String call, List<String> fields, String where, String with, String unasked) {
        Shape where(String asked) {
            return new Shape(page, call, fields, asked, with, unasked);
        }

        Shape with(String always) {
            return new Shape(page, call, fields, where, always, unasked);
        }

        Shape unasked(String shown) {
            return new Shape(page, call, fields, where, with, shown);
        }

        boolean is(String path, List<String> query) {
            return page.matcher(path).matches() && (where.isEmpty() || query.contains(where));
        }

        /// The day of a page of changes is the later of the two that its call compares.
        boolean isOfChanges() {
            return call.endsWith("changes");
        }

        String call(String path, List<String> query) {
            Matcher found = page.matcher(path);
            String always = with.isEmpty() ? "" : found.replaceFirst(with);
            String asked = Stream.concat(kept(query), Stream.of(always).filter(pair -> !pair.isEmpty()))
                    .collect(Collectors.joining("&"));
            return found.replaceFirst(call) + (asked.isEmpty() ? "" : "?" + asked);
        }

        private Stream<String> kept(List<String> query) {
            List<String> kept = query.stream()
                    .map(pair -> isOfChanges() ? pair.replaceFirst("^asOf=", "to=") : pair)
                    .filter(pair -> fields.contains(field(pair)) && !pair.endsWith("="))
                    .toList();
            boolean isAsked = kept.stream().anyMatch(pair -> field(pair).equals(field(unasked)));
            return Stream.concat(kept.stream(), isAsked || unasked.isEmpty() ? Stream.empty() : Stream.of(unasked))
                    .filter(pair -> !pair.equals(OF_EVERY_RIGHT));
        }

        private static String field(String pair) {
            return pair.replaceFirst("=.*", "");
        }
    }

    private static Shape shape(String page, String call, String fields) {
        return new Shape(Pattern.compile(page), call, List.of(fields.split(" ")), "", "", "");
    }

    /// Empty on pages that are no list of the API.
    ///
    /// @param server address of Muster, without a slash at its end
    /// @param here   path within Muster and query of the page
    static Optional<ApiCall> on(String server, String here) {
        Address page = Address.of(here);
        Matcher inTenant = PAGE.matcher(page.path());
        if (!inTenant.matches()) {
            return Optional.empty();
        }
        String path = inTenant.group(2);
        List<String> query =
                page.query().isEmpty() ? List.of() : List.of(page.query().split("&"));
        return SHAPES.stream()
                .filter(shape -> shape.is(path, query))
                .findFirst()
                .map(shape -> new ApiCall(
                        "%s/api/v1/tenants/%s%s".formatted(server, inTenant.group(1), shape.call(path, query))));
    }

    /// As a line for a shell, which leaves nothing inside of single quotes to chance: addresses are encoded, so that
    /// they have none themselves.
    public String line() {
        return "curl -H \"Authorization: Bearer $TOKEN\" '%s'".formatted(address.replace("'", "%27"));
    }
}
