package dev.muster;

import java.util.stream.Stream;
import org.springframework.modulith.core.ApplicationModuleDetectionStrategy;
import org.springframework.modulith.core.ApplicationModuleInformation;
import org.springframework.modulith.core.JavaPackage;
import org.springframework.modulith.core.NamedInterfaces;

/// What counts as a room, and what others may enter: every package below this one, and of each only the package itself.
/// Of the simulator all packages are open: its account and its faults are what demo and tests ask it for. That cannot
/// be said in its package-info, because it knows no framework.
class RoomsAndJars implements ApplicationModuleDetectionStrategy {
    @Override
    public Stream<JavaPackage> getModuleBasePackages(JavaPackage root) {
        return ApplicationModuleDetectionStrategy.directSubPackage().getModuleBasePackages(root);
    }

    @Override
    public NamedInterfaces detectNamedInterfaces(JavaPackage room, ApplicationModuleInformation information) {
        return room.getName().equals("dev.muster.simulator")
                ? NamedInterfaces.forOpen(room)
                : NamedInterfaces.of(room, information);
    }
}
