package dev.muster;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/// What each room may enter, as its `package-info.java` names it.
class RoomsTest {
    /// Written by the build; the compiler keeps it from what rooms keep to themselves.
    private static final DescribedPredicate<JavaClass> PAGES = resideInAPackage("dev.muster.pages..");

    @Test
    void rooms_only_enter_each_other_by_the_front_door() {
        ApplicationModules.of(Muster.class, PAGES).verify();
    }
}
