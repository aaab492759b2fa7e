package dev.muster.setup;

import java.util.List;
import java.util.Map;

/// What the page Add Integration shows (`setup/add`).
///
/// Its form: POST `/t/{tenant}/integrations/add` with `application`, `owner`, `secondary` (repeated), `name` and
/// `description`.
///
/// @param catalogue the applications there are connectors for
/// @param people    members of the tenant, by name
/// @param form      what is filled in: at first the only application, the viewer as owner, a free name
/// @param faults    sentence by field name
public record AddPage(List<Application> catalogue, List<Person> people, Form form, Map<String, String> faults) {

    public AddPage {
        catalogue = List.copyOf(catalogue);
        people = List.copyOf(people);
        faults = Map.copyOf(faults);
    }

    /// @param mark    two letters: `PD`
    /// @param purpose what the application is for, in a few words
    /// @param reads   what Muster reads there, one sentence
    public record Application(String id, String name, String mark, String purpose, String reads) {}

    /// @param owner     id of a [Person]; empty when nobody is chosen
    /// @param secondary ids of [Person]s
    public record Form(String application, String owner, List<String> secondary, String name, String description) {
        public Form {
            secondary = List.copyOf(secondary);
        }
    }
}
