/// What one caller may see of the account, and how objects and references to them are written for that caller.
///
/// Start reading at [View]: endpoints get nothing else, so none can show too much. A [Call] is a request with its view.
@NullMarked
package dev.muster.simulator.view;

import org.jspecify.annotations.NullMarked;
