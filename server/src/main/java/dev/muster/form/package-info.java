/// What the columns of a file mean, and its rows by that: who holds what, or who works here. Knows files as tables, and
/// nothing of where they come from or what becomes of them.
///
/// Start reading at [FileForm], which says what columns mean, and [FileReading], which reads a file by one.
@ApplicationModule(allowedDependencies = {"problem", "table"})
@NullMarked
package dev.muster.form;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
