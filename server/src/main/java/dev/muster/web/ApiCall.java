package dev.muster.web;

import java.util.Arrays;
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
    private static final String OF_GRANTS = "what=grants";
    private static final String OF_WHAT_MAY_CHANGE = "right=change";
    /// As a page of rights is asked for what its call answers unasked.
    private static final String OF_EVERY_RIGHT = "right=all";
    private static final List<Shape> SHAPES = List.of(
            shape(
                    "/access",
                    "/grants",
                    "q integration application level title privileged meaning part type group email state kind since person sort asOf"),
            shape("/changes", "/changes", "from to q integration application what kind level title privileged type"),
            shape("/questions", "/questions", "asOf"),
            shape("/people/with-accounts", "/people", "who q sort asOf"),
            shape("/people/unmatched", "/people/accounts-without-person", "asOf"),
            shape("/people/twins", "/people/accounts-of-one-email", "asOf"),
            shape("/people/(leavers|successors)", "/people/$1", "asOf"),
            shape("/integrations", "/integrations", ""),
            shape(ONE + "/accounts", "$1/accounts", "q role state asOf"),
            shape(ONE + "/accounts/([^/]+)", "$1/accounts/$2/access", "q type right asOf"),
            shape(ONE + "/resources", "$1/resources", "q type owner asOf"),
            shape(ONE + "/changes", "$1/changes", "from to what kind account"),
            shape(ONE + "/history", "$1/runs", ""),
            shape("/settings/webhooks", "/webhooks", ""),
            shape("/settings/audit", "/audit", "q who what outcome address from to integration"));
    /// A page and its call, both below the address of a tenant.
    ///
    /// @param fields what both take, by the same names
    private record Shape(Pattern page, String call, List<String> fields) {
        /// The day of a page of changes is the later of the two that its call compares.
        boolean isOfChanges() {
            return call.endsWith("/changes");
        }

        /// What a page shows that is asked for nothing in this field, and its call only when it is asked.
        Optional<String> unasked() {
            return Stream.of(OF_GRANTS, OF_WHAT_MAY_CHANGE)
                    .filter(pair -> fields.contains(field(pair)) && call.startsWith("$1"))
                    .findFirst();
        }
    }

    private static Shape shape(String page, String call, String fields) {
        return new Shape(Pattern.compile(page), call, List.of(fields.split(" ")));
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
        return SHAPES.stream()
                .filter(shape -> shape.page().matcher(inTenant.group(2)).matches())
                .findFirst()
                .map(shape ->
                        shape.page().matcher(inTenant.group(2)).replaceFirst(shape.call()) + query(shape, page.query()))
                .map(call -> new ApiCall("%s/api/v1/tenants/%s%s".formatted(server, inTenant.group(1), call)));
    }

    /// As a line for a shell, which leaves nothing inside of single quotes to chance: addresses are encoded, so that
    /// they have none themselves.
    public String line() {
        return "curl -H \"Authorization: Bearer $TOKEN\" '%s'".formatted(address.replace("'", "%27"));
    }

    private static String query(Shape shape, String query) {
        List<String> asked = Arrays.stream(query.split("&"))
                .map(pair -> shape.isOfChanges() ? pair.replaceFirst("^asOf=", "to=") : pair)
                .filter(pair -> shape.fields().contains(field(pair)) && !pair.endsWith("="))
                .toList();
        Stream<String> unasked = shape.unasked().stream()
                .filter(pair -> asked.stream().noneMatch(other -> field(other).equals(field(pair))));
        String all = Stream.concat(asked.stream(), unasked)
                .filter(pair -> !pair.equals(OF_EVERY_RIGHT))
                .collect(Collectors.joining("&"));
        return all.isEmpty() ? "" : "?" + all;
    }

    private static String field(String pair) {
        return pair.replaceFirst("=.*", "");
    }
}
