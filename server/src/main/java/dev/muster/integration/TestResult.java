package dev.muster.integration;

import dev.muster.connector.Check;
import dev.muster.web.Moment;
import org.jspecify.annotations.Nullable;

/// What came back when a connection was tested (`integration/testResult`, a fragment).
///
/// @param at     when
/// @param endsIn last four characters of the tested credential; none when it is too short to show any
public record TestResult(Check check, Moment at, @Nullable String endsIn) {}
