package dev.muster.web;

import dev.muster.integration.IntegrationSamples;
import dev.muster.signin.SignInSamples;
import java.util.List;
import java.util.stream.Stream;

/// Every page there is, in the states that matter.
final class SamplePages {
    private SamplePages() {}

    static List<Sample> all() {
        return Stream.of(SignInSamples.all(), IntegrationSamples.all())
                .flatMap(List::stream)
                .toList();
    }
}
