package dev.muster.simulator.objects;

import java.util.List;

/// That one service of an account rests on another.
///
/// @param supporting what the other rests on
/// @param dependent  what rests on it
public record SimulatedDependency(End supporting, End dependent) {

    /// A service or a business service.
    public record End(boolean business, String id) {
        public static End service(String id) {
            return new End(false, id);
        }

        public static End businessService(String id) {
            return new End(true, id);
        }

        /// As references call it, which tell services from business services as technical ones.
        public String type() {
            return business ? "business_service_reference" : "technical_service_reference";
        }
    }

    String id() {
        return "%s for %s".formatted(supporting, dependent);
    }

    List<End> ends() {
        return List.of(supporting, dependent);
    }
}
