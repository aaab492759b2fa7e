package dev.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ApiCallTest {
    private static final String SERVER = "https://muster.example";
    private static final String API = SERVER + "/api/v1/tenants/acme";

    @ParameterizedTest
    @CsvSource({
        "/access?privileged=yes&after=x&columns=since, /grants?privileged=yes",
        "/access?q=a%27b, /grants?q=a%27b",
        "/people/unmatched?asOf=2026-11-01, /people/accounts-without-person?asOf=2026-11-01",
        "/people/leavers, /people/leavers",
        "/changes?from=2026-11-01&asOf=2026-11-20, /changes?from=2026-11-01&to=2026-11-20",
        "/integrations/7/changes?from=1&kind=removed, /integrations/7/changes?from=1&kind=removed&what=grants",
        "/integrations/7/changes?what=links, /integrations/7/changes?what=links",
        "/integrations/7/accounts/P1?right=edit, /integrations/7/accounts/P1/access?right=edit",
        "/integrations/7/changes?what=rights&from=1, /integrations/7/right-changes?from=1",
        "/integrations/7/history?run=3&show=changes, /integrations/7/runs?show=changes",
        "/integrations/7/audit, /audit?integration=7",
        "/integrations/7/resources/team/T1?q=a&view=holders, /integrations/7/resources/team/T1/holders?q=a",
        "/integrations/7/resources/licence/L?view=dutyless, /integrations/7/resources/licence/L/holders?dutyless=yes",
        "/integrations/7/resources/service/S?right=edit&view=able, /integrations/7/resources/service/S/access?right=edit",
        "/teams?q=a, /resources?q=a&area=teams",
        "/on-call, /resources?area=on-call",
        "/settings/webhooks/8, /webhooks/8/deliveries",
        "/settings/audit?outcome=refused, /audit?outcome=refused"
    })
    void a_page_leads_to_the_call_that_lists_the_same(String page, String call) {
        assertThat(ApiCall.on(SERVER, "/t/acme" + page))
                .hasValue(new ApiCall(API + call))
                .hasValueSatisfying(found -> assertThat(found.line())
                        .isEqualTo("curl -H \"Authorization: Bearer $TOKEN\" '%s'", API + call));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/t/acme/home",
                "/t/acme/integrations/7",
                "/t/acme/integrations/7/resources/service/S?view=answers",
                "/sign-in",
                "/t/acme/settings/members"
            })
    void a_page_that_is_no_list_of_the_api_has_none(String page) {
        assertThat(ApiCall.on(SERVER, page)).isEmpty();
    }

    /// With every filter of its page, so that none is sent that is refused.
    @ParameterizedTest
    @CsvSource({
        "/access, /grants",
        "/changes, /changes",
        "/people/with-accounts, /people",
        "/integrations/7/accounts, /integrations/{id}/accounts",
        "/integrations/7/accounts/P1, /integrations/{id}/accounts/{account}/access",
        "/integrations/7/resources, /integrations/{id}/resources",
        "/integrations/7/changes, /integrations/{id}/changes",
        "/integrations/7/history, /integrations/{id}/runs",
        "/settings/audit, /audit"
    })
    void what_the_api_describes_of_such_a_call_goes_with_it(String page, String call) throws IOException {
        List<String> fields = JsonMapper.shared()
                .readTree(Files.readString(Path.of("src/main/resources/api/openapi.json")))
                .path("paths")
                .path("/api/v1/tenants/{tenant}" + call)
                .path("get")
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .map(parameter -> parameter.path("name").asString())
                .filter(name -> !List.of("after", "limit").contains(name))
                .toList();
        String asked = fields.stream().map(name -> name + "=1").collect(Collectors.joining("&"));

        assertThat(fields).isNotEmpty();
        assertThat(ApiCall.on(SERVER, "/t/acme%s?%s&nobody=1".formatted(page, asked))
                        .orElseThrow()
                        .address())
                .endsWith("?" + asked);
    }
}
