package dev.muster.people;

import dev.muster.api.Limit;
import dev.muster.api.Listing;
import dev.muster.api.Slice;
import dev.muster.ledger.AsOf;
import dev.muster.people.PeopleApi.HeldJson;
import dev.muster.people.Persons.Person;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Everybody with an account over REST.
@RestController
@Does(Action.SEE)
@RequestMapping("/api/v1/tenants/{tenant}")
class PersonsApi {
    private final PeopleLedger people;
    private final Persons persons;

    PersonsApi(PeopleLedger people, Persons persons) {
        this.people = people;
        this.persons = persons;
    }

    /// @param id         e-mail in lower case, or what names an account without one
    /// @param invited    whether an account was offered and never taken up
    /// @param privileged whether any of the accounts holds a privileged level
    record PersonJson(
            String id,
            String name,
            @Nullable String email,
            boolean invited,
            boolean privileged,
            List<HeldJson> accounts) {
        static PersonJson of(Person person) {
            return new PersonJson(
                    person.id(),
                    person.name(),
                    person.email(),
                    person.invited(),
                    person.privileged(),
                    person.accounts().stream().map(HeldJson::of).toList());
        }
    }

    @GetMapping("/people")
    @CostlyQuestion
    @Parameter(in = ParameterIn.QUERY, name = "who")
    @Parameter(in = ParameterIn.QUERY, name = "q")
    @Parameter(in = ParameterIn.QUERY, name = "sort", schema = @Schema(allowableValues = {"name", "-name"}))
    @Parameter(in = ParameterIn.QUERY, name = "asOf")
    @Parameter(in = ParameterIn.QUERY, name = "after")
    @Parameter(in = ParameterIn.QUERY, name = "limit")
    Listing<PersonJson> list(
            TenantAccess access, @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> sent) {
        PersonFilter filter = PersonFilter.parse(sent, "limit");
        int rows = Limit.parse(sent.getFirst("limit")).rows();
        PeopleWalk walk = filter.walk(
                Objects.requireNonNullElse(sent.getFirst(AsOf.FIELD), ""),
                Objects.requireNonNullElse(sent.getFirst("after"), ""));
        Slice<PersonJson> slice = people.read(access, walk.asOf(), state -> persons.slice(state, filter, walk, rows))
                .map(PersonJson::of);
        return new Listing<>(
                slice.rows(), slice.next() == null ? null : slice.next().text());
    }
}
