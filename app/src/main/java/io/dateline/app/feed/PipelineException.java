package io.dateline.app.feed;

import java.io.IOException;

/** Nothing more can be sent: the pipeline takes nothing, or the journal can't be kept. Says why, for people. */
final class PipelineException extends IOException {
    PipelineException(String message, Exception cause) {
        super(message, cause);
    }
}
