/// Tables in files that people bring: CSV and XLSX, read line by line within bounds, and refused in words when they are
/// something else. Knows nothing of what the columns mean.
///
/// Start reading at [TableFile].
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.muster.table;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
