package dev.muster.setup;

import dev.muster.connector.Setting;
import java.util.List;
import java.util.Map;

/// What the page Add Integration shows (`setup/add`).
///
/// Its form: POST `/t/{tenant}/integrations/add` with `application`, `owner`, `secondary` (repeated), `name` and
/// `description`, and `promise` where files are brought.
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

    /// The application that is chosen.
    public Application chosen() {
        return catalogue.stream()
                .filter(application -> application.id().equals(form.application()))
                .findFirst()
                .orElse(catalogue.getFirst());
    }

    /// @param mark    two letters: `PD`
    /// @param purpose what the application is for, in a few words
    /// @param reads   what Muster reads there, one sentence
    /// @param promises what may be promised of new files, where its data is brought; empty elsewhere
    public record Application(
            String id, String name, String mark, String purpose, String reads, List<Setting.Option> promises) {
        public Application {
            promises = List.copyOf(promises);
        }

        /// One that a connector reads.
        public Application(String id, String name, String mark, String purpose, String reads) {
            this(id, name, mark, purpose, reads, List.of());
        }

        /// Whether its data comes in files that people upload.
        public boolean isBrought() {
            return !promises.isEmpty();
        }
    }

    /// @param owner     id of a [Person]; empty when nobody is chosen
    /// @param secondary ids of [Person]s
    /// @param promise   days between two files; empty where no files are brought
    public record Form(
            String application, String owner, List<String> secondary, String name, String description, String promise) {
        /// For an application that a connector reads.
        public Form(String application, String owner, List<String> secondary, String name, String description) {
            this(application, owner, secondary, name, description, "");
        }

        public Form {
            secondary = List.copyOf(secondary);
        }
    }
}
