package io.dateline.embedded;

/**
 * The registry's answer is no: HTTP status, Confluent's error code and its message. Thrown from deep inside a request and
 * turned into the response in one place, so it carries no stack trace.
 */
final class RegistryRefusal extends RuntimeException {
    private final int status;
    private final int code;

    RegistryRefusal(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static RegistryRefusal subjectNotFound(String subject) {
        return new RegistryRefusal(404, 40401, "Subject '" + subject + "' not found.");
    }

    static RegistryRefusal versionNotFound(int version) {
        return new RegistryRefusal(404, 40402, "Version " + version + " not found.");
    }

    static RegistryRefusal schemaNotFound(String which) {
        return new RegistryRefusal(404, 40403, which + " not found");
    }

    static RegistryRefusal subjectDeleted(String subject) {
        return new RegistryRefusal(404, 40404, "Subject '" + subject + "' was soft deleted.");
    }

    static RegistryRefusal versionDeleted(String subject, int version) {
        return new RegistryRefusal(404, 40406, "Subject '" + subject + "' Version " + version + " was soft deleted.");
    }

    static RegistryRefusal noCompatibilityOf(String subject) {
        return new RegistryRefusal(
                404, 40408, "Subject '" + subject + "' does not have subject-level compatibility configured");
    }

    static RegistryRefusal noModeOf(String subject) {
        return new RegistryRefusal(404, 40409, "Subject '" + subject + "' does not have subject-level mode configured");
    }

    static RegistryRefusal invalidSchema(String details) {
        return new RegistryRefusal(422, 42201, "Invalid schema: " + details);
    }

    static RegistryRefusal invalidVersion(String version) {
        return new RegistryRefusal(
                422,
                42202,
                "The specified version '" + version
                        + "' is not a valid version id. Allowed values are between [1, 2^31-1]"
                        + " and the string \"latest\"");
    }

    static RegistryRefusal invalidCompatibility() {
        return new RegistryRefusal(
                422,
                42203,
                "Invalid compatibility level. Valid values are none, backward, forward, full, backward_transitive,"
                        + " forward_transitive, and full_transitive");
    }

    static RegistryRefusal notPermitted(String what) {
        return new RegistryRefusal(422, 42205, "Operation not permitted: " + what);
    }

    static RegistryRefusal incompatible(String subject, String details) {
        return new RegistryRefusal(
                409,
                409,
                "Schema being registered is incompatible with an earlier schema for subject \"" + subject
                        + "\", details: " + details);
    }

    static RegistryRefusal storeFailed() {
        return new RegistryRefusal(500, 50001, "Error in the backend data store");
    }

    /** HTTP status. */
    int status() {
        return status;
    }

    /** Confluent's error code: the status, or the status and two digits. */
    int code() {
        return code;
    }
}
