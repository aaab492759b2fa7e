package dev.muster.changes;

import dev.muster.changes.AllChangesPage.Field;
import dev.muster.changes.AllChangesPage.Option;
import dev.muster.changes.AllChangesPage.Token;
import dev.muster.changes.ChangesPage.What;
import dev.muster.changes.KnownLevels.Known;
import dev.muster.connector.Description;
import dev.muster.explorer.TypeWords;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.ledger.Revision;
import dev.muster.web.Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Puts a filter of changes into words: what narrows a list, and what it could be narrowed by.
///
/// @param whole the list without a filter
record AllChangesWords(Span span, Catalogue catalogue, Address whole) {
    private static final List<Narrowing> TOLD = List.of(
            Narrowing.INTEGRATION,
            Narrowing.APPLICATION,
            Narrowing.TITLE,
            Narrowing.LEVEL,
            Narrowing.TYPE,
            Narrowing.PRIVILEGED);

    List<Token> tokens() {
        return TOLD.stream()
                .filter(span.filter()::has)
                .map(narrowing -> {
                    String value = span.filter().value(narrowing);
                    return new Token(
                            narrowing.field(),
                            value,
                            narrowing.title(),
                            options(narrowing).getOrDefault(value, value),
                            span.filter().with(narrowing, "").in(whole).toString());
                })
                .toList();
    }

    /// What is not narrowed yet, and has more than one value.
    List<Field> fields(What what) {
        List<Field> fields = new ArrayList<>();
        for (Narrowing narrowing : TOLD) {
            Map<String, String> options = options(narrowing);
            boolean fits = what == What.ACCESS || !Narrowing.OF_ACCESS.contains(narrowing);
            if (fits && narrowing != Narrowing.LEVEL && !span.filter().has(narrowing) && options.size() > 1) {
                fields.add(new Field(narrowing.field(), narrowing.title(), sorted(options)));
            }
        }
        return fields;
    }

    private static List<Option> sorted(Map<String, String> options) {
        return options.entrySet().stream()
                .map(option -> new Option(option.getKey(), option.getValue()))
                .sorted(Comparator.comparing(Option::text, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    private Map<String, String> options(Narrowing narrowing) {
        return switch (narrowing) {
            case INTEGRATION -> named(integrations(), one -> one.id().value().toString(), Integration::name);
            case APPLICATION ->
                named(
                        integrations(),
                        Integration::application,
                        one -> describe(one).name());
            case TITLE ->
                named(levels(), one -> one.level().title(), one -> one.level().title());
            case LEVEL ->
                named(levels(), one -> one.at().value(), one -> one.at().value());
            case TYPE ->
                named(
                        levels(),
                        one -> one.at().type(),
                        one -> TypeWords.noun(one.application(), one.at().type()));
            case PRIVILEGED, WHAT, KIND ->
                named(narrowing.choices().stream(), Function.identity(), Function.identity());
        };
    }

    private Stream<Integration> integrations() {
        return span.state().applications().stream().map(Revision::integration);
    }

    private Stream<Known> levels() {
        return span.levels().stream();
    }

    private Description describe(Integration integration) {
        return catalogue.describe(integration);
    }

    private static <T> Map<String, String> named(Stream<T> all, Function<T, String> value, Function<T, String> text) {
        return all.collect(Collectors.toMap(value, text, (first, same) -> first));
    }
}
