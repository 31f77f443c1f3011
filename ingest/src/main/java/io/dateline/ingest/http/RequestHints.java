package io.dateline.ingest.http;

import io.javalin.http.Context;

/** What a request says of its body. */
final class RequestHints {
    private static final int MAX_PARAMETER = 200;
    /** 00-{trace id}-{parent id}-{flags}; later versions may have more behind a dash. */
    private static final int TRACEPARENT_LENGTH = 55;

    private RequestHints() {}

    /** What clients send when nobody has told them is no declaration. */
    static String mediaType(Context context) {
        String declared = context.contentType();
        return declared == null
                        || declared.startsWith("application/x-www-form-urlencoded")
                        || declared.startsWith("application/octet-stream")
                ? null
                : declared;
    }

    /** The W3C trace context, when it is well-formed: version, trace id, parent id and flags in hexadecimal. */
    static String traceparent(Context context) {
        String value = context.header("traceparent");
        if (value == null || value.length() < TRACEPARENT_LENGTH || value.length() > MAX_PARAMETER) {
            return null;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean dash = i == 2 || i == 35 || i == 52 || i == TRACEPARENT_LENGTH;
            boolean hex = c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
            if (dash ? c != '-' : i < TRACEPARENT_LENGTH ? !hex : c <= ' ' || c > '~') {
                return null;
            }
        }
        return value;
    }

    /**
     * A parameter of the query; null without one.
     *
     * @throws IllegalArgumentException when it is too long, or can't be shown
     */
    static String parameter(Context context, String name) {
        String value = context.queryParam(name);
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > MAX_PARAMETER || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("parameter " + name + " is too long or has control characters");
        }
        return value.strip();
    }
}
