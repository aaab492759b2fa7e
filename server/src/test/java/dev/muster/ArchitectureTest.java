package dev.muster;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.muster.demo.StoryTime;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Profile;

/// The walls of the house. Each rule says why it stands; an exception to one is written beside it.
class ArchitectureTest {
    private static final List<String> PLAIN_JARS =
            List.of("connector", "host", "kit", "pagerduty", "simulator", "snapshot");
    /// More than this and nobody sees any longer what a package is about.
    private static final int MOST_TYPES = 40;

    private static final JavaClasses MUSTER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ArchitectureTest::isNoTestJar)
            .importPackages("dev.muster");

    @Test
    void names_say_what_a_class_is_about() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)(\\$.*)?")
                .because("such a name hides what the code is about; give the behaviour to the type it serves")
                .check(MUSTER);
    }

    @Test
    void only_one_place_asks_the_machine_for_the_time() {
        noClasses()
                // The demo's time is the machine's, set back.
                .that(are(DescribedPredicate.not(belongToAnyOf(WallClock.class, StoryTime.class))))
                .and()
                .resideOutsideOfPackages(
                        "dev.muster.kit..",
                        "dev.muster.pagerduty..",
                        "dev.muster.simulator..",
                        "dev.muster.snapshot..") // see the next test
                .should()
                .callCodeUnitWhere(asksTheMachineForTheTime())
                .because("a time that cannot be set cannot be tested; take the Clock that WallClock provides")
                .check(MUSTER);
    }

    @Test
    void the_plain_jars_ask_for_the_time_only_where_their_clock_is_made() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.muster.connector..",
                        "dev.muster.host..",
                        "dev.muster.kit..",
                        "dev.muster.pagerduty..",
                        "dev.muster.simulator..",
                        "dev.muster.snapshot..")
                // An account that no simulator serves yet has only the machine's time.
                .and()
                .haveNameNotMatching("dev.muster.kit.client.Time|dev.muster.snapshot.SnapshotCommand"
                        + "|dev.muster.simulator.(PagerDutySimulator|objects.Present)")
                .should()
                .callCodeUnitWhere(asksTheMachineForTheTime())
                .because("they know no Spring that could inject a Clock; their options hold one instead")
                .check(MUSTER);
    }

    @Test
    void only_the_command_line_talks_to_the_console() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.muster.command..")
                // Two commands that run without the server, and so without the room of its command
                // line.
                .and()
                .haveNameNotMatching("dev.muster.snapshot.SnapshotCommand|dev.muster.simulator.SimulateCommand")
                // The link that makes the first tenant goes to the console alone: a log is kept and
                // sent about.
                .and()
                .haveNameNotMatching("dev.muster.firststart.FirstStartNotice")
                .should()
                .accessFieldWhere(isTheConsole())
                .because("a server has a log; what is printed elsewhere is lost, or read by the wrong person")
                .check(MUSTER);
    }

    @Test
    void a_connector_knows_no_framework() {
        classes()
                .that()
                .resideInAnyPackage("dev.muster.connector..", "dev.muster.kit..", "dev.muster.pagerduty..")
                .should()
                .onlyDependOnClassesThat(resideInAPackage("java..")
                        .or(resideInAPackage("javax.net.ssl.."))
                        .or(resideInAPackage("org.jspecify.."))
                        .or(resideInAPackage("tools.jackson.core.."))
                        .or(resideInAPackage("dev.muster.connector.."))
                        .or(resideInAPackage("dev.muster.kit.."))
                        .or(resideInAPackage("dev.muster.pagerduty..")))
                .because("a connector must be usable, and understood, without the server around it")
                .check(MUSTER);
    }

    @Test
    void the_one_shot_command_knows_no_framework_but_that_of_command_lines() {
        classes()
                .that()
                .resideInAPackage("dev.muster.snapshot..")
                .should()
                .onlyDependOnClassesThat(resideInAPackage("java..")
                        .or(resideInAPackage("org.jspecify.."))
                        .or(resideInAPackage("tools.jackson.core.."))
                        .or(resideInAPackage("picocli.."))
                        .or(resideInAPackage("dev.muster.connector.."))
                        .or(resideInAPackage("dev.muster.host.."))
                        .or(resideInAPackage("dev.muster.snapshot..")))
                .because("it starts in a fraction of a second, reads without a server or a database, and whatever"
                        + " application the connector on its class path knows")
                .check(MUSTER);
    }

    @Test
    void the_host_knows_the_seam_and_nothing_else() {
        classes()
                .that()
                .resideInAPackage("dev.muster.host..")
                .should()
                .onlyDependOnClassesThat(resideInAPackage("java.lang..")
                        .or(resideInAPackage("java.time.."))
                        .or(resideInAPackage("java.util.."))
                        .or(resideInAPackage("org.jspecify.."))
                        .or(resideInAPackage("dev.muster.connector.."))
                        .or(resideInAPackage("dev.muster.host..")))
                .because("one and the same judge serves a server with a database and a command without one, and"
                        + " favours no connector")
                .check(MUSTER);
    }

    @Test
    void only_connectors_use_the_client_that_it_keeps_from_asking_again() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.muster.kit..", "dev.muster.pagerduty..")
                // Looks at pages of a server that is up, when the connector is there already.
                .and()
                .haveNameNotMatching("dev.muster.command.Rehearsal(\\$.*)?")
                // Ask providers of single sign-on, and call webhooks, through clients that the kit makes for them.
                .and()
                .haveNameNotMatching("dev.muster.sso.ProviderHost|dev.muster.webhook.WebhookHost")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .because("Java reads once, at the first use, how often its client asks again by itself, and nobody"
                        + " would count those requests; the kit sets it before its own first use")
                .check(MUSTER);
    }

    @Test
    void the_seam_knows_no_connector() {
        noClasses()
                .that()
                .resideInAPackage("dev.muster.connector..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.muster.kit..", "dev.muster.pagerduty..", "tools.jackson..")
                .because("every application comes through the same seam, so the seam favours none")
                .check(MUSTER);
    }

    @Test
    void the_kit_knows_no_connector() {
        noClasses()
                .that()
                .resideInAPackage("dev.muster.kit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.muster.pagerduty..", "dev.muster.simulator..", "dev.muster.host..")
                .because("it holds what every connector would write again, whatever it reads")
                .check(MUSTER);
    }

    @Test
    void packages_of_the_plain_jars_make_no_circles() {
        slices().assignedFrom(packagesOfPlainJars()).should().beFreeOfCycles().check(MUSTER);
    }

    @Test
    void no_package_is_a_hall() {
        Map<String, Long> sizes = MUSTER.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

        assertThat(sizes).containsKeys("dev.muster.ledger", "dev.muster.connector");
        assertThat(sizes).allSatisfy((room, types) -> assertThat(types).as(room).isLessThanOrEqualTo(MOST_TYPES));
    }

    @Test
    void the_simulated_account_is_for_demos_and_tests() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.muster.simulator..", "dev.muster.demo..")
                .and()
                .haveNameNotMatching("dev.muster.command.Commands") // which lists the command that starts it
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.muster.simulator..")
                .because("nothing that serves real accounts may know how a simulated one behaves")
                .check(MUSTER);
    }

    @Test
    void what_a_class_needs_is_in_its_constructor() {
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(MUSTER);
    }

    @Test
    void no_virtual_thread_runs_our_code() {
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "makes virtual threads",
                        call -> Set.of(
                                        "ofVirtual",
                                        "startVirtualThread",
                                        "newVirtualThreadPerTaskExecutor",
                                        "setVirtualThreads")
                                .contains(call.getTarget().getName())))
                .because("on Java 25 a few of them that load classes can stop all others for good (docs/adr/0016)")
                .check(MUSTER);
    }

    @Test
    void no_condition_decides_what_there_is() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Conditional.class, Profile.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.boot.autoconfigure.condition..")
                .because("the build settles conditions (docs/adr/0017), so that what an operator sets would not count;"
                        + " a bean may be null")
                .check(MUSTER);
    }

    @Test
    void there_is_one_way_to_log() {
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(MUSTER);
    }

    private static SliceAssignment packagesOfPlainJars() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return isInPlainJar(type) ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages of the plain jars";
            }
        };
    }

    private static boolean isInPlainJar(JavaClass type) {
        return PLAIN_JARS.stream().anyMatch(jar -> (type.getPackageName() + ".").startsWith("dev.muster." + jar + "."));
    }

    private static DescribedPredicate<JavaCall<?>> asksTheMachineForTheTime() {
        return DescribedPredicate.describe("asks the machine for the time", call -> {
            AccessTarget.CodeUnitCallTarget target = call.getTarget();
            boolean timeless = target.getName().equals("now")
                    && target.getOwner().getPackageName().equals("java.time")
                    && target.getRawParameterTypes().stream()
                            .noneMatch(parameter -> parameter.isEquivalentTo(Clock.class));
            boolean makesClock = target.getName().startsWith("system")
                    && (target.getOwner().isEquivalentTo(Clock.class)
                            || target.getOwner().isEquivalentTo(InstantSource.class));
            boolean milliseconds = target.getFullName().equals("java.lang.System.currentTimeMillis()");
            boolean date = target.getFullName().equals("java.util.Date.<init>()");
            return timeless || makesClock || milliseconds || date;
        });
    }

    private static DescribedPredicate<JavaFieldAccess> isTheConsole() {
        return DescribedPredicate.describe(
                        "System.out or System.err",
                        (JavaAccess<?> access) -> access.getTargetOwner().isEquivalentTo(System.class)
                                && Set.of("out", "err")
                                        .contains(access.getTarget().getName()))
                .forSubtype();
    }

    /// The contract suite of connectors is a jar of tests.
    private static boolean isNoTestJar(Location location) {
        return !location.contains("-tests.jar") && !location.contains("test-classes");
    }
}
