package dev.muster.settings;

import dev.muster.api.FuzzedParameters;

/// Filters of the audit record, days among them: a parameter a line, `name=value`.
public final class AuditQuestionFuzz {
    private AuditQuestionFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        FuzzedParameters.ask(input, asked -> AuditQuestion.parse(asked).filter());
    }
}
