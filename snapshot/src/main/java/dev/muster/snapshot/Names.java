package dev.muster.snapshot;

import dev.muster.snapshot.sheet.Words;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Names of cases as a person types them, in lower case.
final class Names {
    private Names() {}

    static final class OfWhat implements ITypeConverter<What> {
        @Override
        public What convert(String name) {
            return find(What.values(), name);
        }
    }

    static final class OfFormat implements ITypeConverter<Format> {
        @Override
        public Format convert(String name) {
            return find(Format.values(), name);
        }
    }

    private static <T extends Enum<T>> T find(T[] cases, String name) {
        return Arrays.stream(cases)
                .filter(each -> Words.lower(each).equals(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("%s is none of %s"
                        .formatted(
                                Words.typed(name),
                                Arrays.stream(cases).map(Words::lower).collect(Collectors.joining(", ")))));
    }
}
