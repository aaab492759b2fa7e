package dev.muster;

import java.util.Set;
import java.util.stream.Stream;
import org.springframework.modulith.core.ApplicationModuleDetectionStrategy;
import org.springframework.modulith.core.ApplicationModuleInformation;
import org.springframework.modulith.core.JavaPackage;
import org.springframework.modulith.core.NamedInterfaces;

/// What counts as a room, and what others may enter: every package below this one, and of each only the package itself.
/// Of the kit and the simulator all packages are open. That cannot be said in their package-info, because they know no
/// framework.
class RoomsAndJars implements ApplicationModuleDetectionStrategy {
    private static final Set<String> OPEN = Set.of("dev.muster.kit", "dev.muster.simulator");

    @Override
    public Stream<JavaPackage> getModuleBasePackages(JavaPackage root) {
        return ApplicationModuleDetectionStrategy.directSubPackage().getModuleBasePackages(root);
    }

    @Override
    public NamedInterfaces detectNamedInterfaces(JavaPackage room, ApplicationModuleInformation information) {
        return OPEN.contains(room.getName()) ? NamedInterfaces.forOpen(room) : NamedInterfaces.of(room, information);
    }
}
