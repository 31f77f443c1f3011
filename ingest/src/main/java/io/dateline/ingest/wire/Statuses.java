package io.dateline.ingest.wire;

import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ChangeKind;
import java.util.Locale;

/** What wires write for IPTC's pubStatus and signals, in our terms. */
final class Statuses {
    private Statuses() {}

    /** The status that a word stands for; null for a word that is not known. */
    static ArticleStatus statusOf(String written) {
        return switch (localName(written)) {
            case "usable", "publish", "published", "active", "ready", "live", "approved", "corrected", "updated" ->
                ArticleStatus.USABLE;
            case "canceled", "cancelled", "cancel", "killed", "kill", "withdrawn", "withdraw", "retracted", "deleted" ->
                ArticleStatus.CANCELED;
            case "withheld", "embargoed", "held", "hold", "draft", "unpublished", "spiked" -> ArticleStatus.WITHHELD;
            default -> null;
        };
    }

    /** The kind of change that a signal stands for; null when it says nothing about that. */
    static ChangeKind changeOf(String signal) {
        return switch (localName(signal)) {
            case "correction", "corrected", "corrective", "correct", "corr" -> ChangeKind.CORRECTION;
            case "update", "updated", "writethru", "writethrough", "lead" -> ChangeKind.UPDATE;
            case "kill",
                    "killed",
                    "cancel",
                    "canceled",
                    "cancelled",
                    "cancellation",
                    "withdrawal",
                    "withdrawn",
                    "retraction" -> ChangeKind.CANCELLATION;
            default -> null;
        };
    }

    /** The last part of a qcode, a URI or a word: "stat:usable" and ".../pubstatusg2/usable" are "usable". */
    private static String localName(String written) {
        String lower = written.strip().toLowerCase(Locale.ROOT);
        int cut = Math.max(Math.max(lower.lastIndexOf(':'), lower.lastIndexOf('/')), lower.lastIndexOf('#'));
        return lower.substring(cut + 1).strip();
    }
}
