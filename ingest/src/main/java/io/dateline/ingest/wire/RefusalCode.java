package io.dateline.ingest.wire;

import java.util.Locale;

/** Why input is refused. The codes are part of the interface: in HTTP answers, dead letters and reason files. */
public enum RefusalCode {
    /** No bytes, or nothing but white space. */
    EMPTY,
    /** Over a limit of size, for a story or for a document. */
    TOO_LARGE,
    /** Nested deeper than the limit. */
    TOO_DEEP,
    /** More items than the limit. The items before it were delivered. */
    TOO_MANY,
    /** No parser knows it. */
    UNKNOWN_FORMAT,
    /** Known format, but broken: cut, ill-formed, wrong types. */
    MALFORMED,
    /** Well-formed, but holds something that no safe reader follows, e.g. external entities. */
    UNSAFE,
    /** Well-formed, but there is no story in it. */
    NO_STORY,
    /** A story of a provider that its sender may not send for, or that supersedes a story of such a one. */
    OTHER_PROVIDER,
    /** A parser failed in a way that nobody planned; a defect of ours. */
    INTERNAL;

    /** The code as it is written outside, e.g. "too-large". */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
