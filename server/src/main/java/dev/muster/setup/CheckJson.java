package dev.muster.setup;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muster.connector.Check;
import dev.muster.connector.Credential;
import dev.muster.connector.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came back from Test connection, as the API shows it.
///
/// @param works      whether the credential works
/// @param credential what it is; none when it does not work
/// @param sees       what it can read and what not
/// @param warnings   what it will not show
/// @param problem    why it does not work; none when it does
/// @param requests   requests sent
/// @param millis     time they took
@JsonInclude(JsonInclude.Include.NON_NULL)
record CheckJson(
        boolean works,
        @Nullable Credential credential,
        List<Check.Sight> sees,
        List<String> warnings,
        @Nullable ProblemJson problem,
        int requests,
        long millis) {

    /// What happened and what to do.
    record ProblemJson(String cause, String what, String nextStep) {}

    static CheckJson of(Check check) {
        return switch (check) {
            case Check.Works works ->
                new CheckJson(
                        true,
                        works.credential(),
                        works.sees(),
                        works.warnings(),
                        null,
                        works.requests(),
                        works.took().toMillis());
            case Check.Refused refused ->
                new CheckJson(
                        false,
                        null,
                        List.of(),
                        List.of(),
                        problem(refused.problem()),
                        refused.requests(),
                        refused.took().toMillis());
        };
    }

    private static ProblemJson problem(Problem problem) {
        return new ProblemJson(problem.cause().name(), problem.what(), problem.nextStep());
    }
}
