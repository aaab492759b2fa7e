package dev.muster.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/// Puts the [Frame] into the model of every page, so that rooms this one depends on can draw pages, too.
@ControllerAdvice(annotations = Controller.class)
class FrameInModel {
    private final Frames frames;

    FrameInModel(Frames frames) {
        this.frames = frames;
    }

    @ModelAttribute("frame")
    Frame frame(HttpServletRequest request) {
        return frames.of(request);
    }
}
