package dev.muster.client;

import java.util.Optional;
import java.util.stream.Stream;

/// Fields of generated types, by their names in JSON.
final class Property {
    private Property() {}

    /// What a field holds; null when it holds nothing, or when there is no such field.
    static Object of(Object thing, String name) {
        String getter = "get" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        Optional<java.lang.reflect.Method> found = Stream.of(thing.getClass().getMethods())
                .filter(method -> method.getName().equals(getter))
                .findFirst();
        try {
            return found.isEmpty() ? null : found.get().invoke(thing);
        } catch (ReflectiveOperationException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
