/// Lists as files to take away: CSV, CSV with what it says of itself, and XLSX. Short ones are the answer itself; long
/// ones are written in the background, kept for a week, and fetched from the page Downloads.
///
/// Start reading at [FileList], which rooms with lists implement, and at [Downloads] for the background.
@ApplicationModule(allowedDependencies = {"database", "problem", "audit", "tenant", "api", "web"})
@NullMarked
package dev.muster.download;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
