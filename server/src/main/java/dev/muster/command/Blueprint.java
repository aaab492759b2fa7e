package dev.muster.command;

import org.springframework.boot.SpringApplication;

/// How the application is put together. The build has Spring find that out and write it down as code, so that no start
/// has to: reading the configuration and weighing its conditions took a second of each
/// ([Ahead of Time Optimizations](https://docs.spring.io/spring-framework/reference/core/aot.html)).
///
/// The launcher asks for that code by `-Dspring.aot.enabled=true`. Without it everything is found out again, to the
/// same end. Conditions are therefore settled when Muster is built, and none may depend on what an operator sets.
final class Blueprint {
    private Blueprint() {}

    /// @param configuration the class that everything else hangs on
    static SpringApplication of(Class<?> configuration) {
        var application = new SpringApplication(configuration);
        application.setMainApplicationClass(Blueprint.class); // the generated code bears its name
        return application;
    }

    /// Run by the build alone, which cuts it off before anything starts.
    ///
    /// @param args name of the class that everything else hangs on
    static void main(String[] args) throws ClassNotFoundException {
        of(Class.forName(args[0])).run();
    }
}
