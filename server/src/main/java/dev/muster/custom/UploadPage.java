package dev.muster.custom;

import dev.muster.connector.Setting;
import dev.muster.web.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the first step of an upload shows (`custom/upload`).
///
/// Its forms: POST `/t/{tenant}/integrations/{id}/upload` with the part `file`, whose proof of origin stands in the
/// address because the body is not read before; and POST `.../upload/promise` with `promise` and `version`.
///
/// @param at         address of the integration
/// @param send       address that takes the file
/// @param name       of the integration
/// @param says       how new the data is and how often a file is promised
/// @param late       why a new file is due; empty when none is
/// @param fault      why the last file was not taken; empty when there was none
/// @param understood whether it is known what the columns mean
/// @param waits      whether a file waits for somebody to say what its columns mean
/// @param held       whether a file waits to be published
/// @param call       how a script sends a file
/// @param promise    days that are promised between two files
/// @param earlier    files that were published, newest first
/// @param people     whether the file has to be a roster
public record UploadPage(
        String at,
        String send,
        String name,
        String says,
        String late,
        String fault,
        boolean understood,
        boolean waits,
        boolean held,
        String call,
        String promise,
        List<Setting.Option> promises,
        int version,
        List<Earlier> earlier,
        boolean people) {
    public UploadPage {
        promises = List.copyOf(promises);
        earlier = List.copyOf(earlier);
    }

    /// @param revision none when its history was folded
    public record Earlier(
            @Nullable Integer revision, String file, Moment received, String by, long read, long rejected) {
        /// Rows that were stored.
        public long stored() {
            return read - rejected;
        }
    }
}
