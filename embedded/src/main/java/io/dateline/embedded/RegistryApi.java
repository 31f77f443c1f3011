package io.dateline.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dateline.embedded.RegistryState.Version;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Confluent's REST API without HTTP: a request as a value in, a response as a value out. Paths, fields and error codes are
 * those of <a href="https://docs.confluent.io/platform/7.5/schema-registry/develop/api.html">version 7.5</a>. Avro only,
 * without references between schemas, contexts or normalisation; nothing is ever deleted for good. Thread-safe.
 */
final class RegistryApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LATEST = "latest";
    private static final String AVRO = "AVRO";

    private final RegistryStore store;
    private final RegistryState state;

    /**
     * A request.
     *
     * @param path the decoded segments
     * @param body null when there is none
     */
    record Request(String method, List<String> path, Map<String, String> query, JsonNode body) {
        boolean is(String name) {
            return method.equals(name);
        }

        boolean flag(String name) {
            return Boolean.parseBoolean(query.get(name));
        }
    }

    RegistryApi(RegistryStore store) {
        this.store = store;
        this.state = store.state();
    }

    /** The body of the answer to a request, or a refusal that is thrown. */
    JsonNode answer(Request request) {
        List<String> path = request.path();
        if (path.isEmpty()) {
            return only("GET", request, JSON.createObjectNode());
        }
        return switch (path.get(0)) {
            case "subjects" -> path.size() == 1 ? subjects(request) : subject(request, path.get(1));
            case "schemas" -> schemas(request);
            case "config" -> config(request);
            case "compatibility" -> compatibility(request);
            case "mode" -> mode(request);
            default -> throw noSuchPath();
        };
    }

    /** The body that says why a request was refused. */
    static JsonNode refusal(int code, String message) {
        return JSON.createObjectNode().put("error_code", code).put("message", message);
    }

    private JsonNode subjects(Request request) {
        String prefix = request.query().getOrDefault("subjectPrefix", "");
        return only("GET", request, names(state.subjects(prefix, request.flag("deleted"))));
    }

    private JsonNode subject(Request request, String subject) {
        List<String> path = request.path();
        if (path.size() == 2) {
            return switch (request.method()) {
                case "POST" -> lookUp(request, subject);
                case "DELETE" -> deleteSubject(request, subject);
                default -> throw wrongMethod();
            };
        }
        if (!path.get(2).equals("versions")) {
            throw noSuchPath();
        }
        return switch (path.size()) {
            case 3 -> versions(request, subject);
            case 4 -> version(request, subject, path.get(3));
            case 5 -> aboutVersion(request, subject, path.get(3), path.get(4));
            default -> throw noSuchPath();
        };
    }

    private JsonNode lookUp(Request request, String subject) {
        String text = schemaIn(request).toString();
        List<Version> versions = state.versions(subject, request.flag("deleted"));
        if (versions.isEmpty()) {
            throw RegistryRefusal.subjectNotFound(subject);
        }
        return versions.stream()
                .filter(version -> version.schema().equals(text))
                .reduce((older, newer) -> newer)
                .map(RegistryApi::full)
                .orElseThrow(() -> RegistryRefusal.schemaNotFound("Schema"));
    }

    private JsonNode deleteSubject(Request request, String subject) {
        refusePermanent(request);
        return numbers(store.deleteSubject(subject));
    }

    private JsonNode versions(Request request, String subject) {
        if (request.is("POST")) {
            JsonNode id = request.body() == null ? null : request.body().get("id");
            if (id != null && id.asInt(-1) >= 0) {
                throw RegistryRefusal.notPermitted("ids are given by the registry, never by the client");
            }
            return JSON.createObjectNode().put("id", store.register(subject, schemaIn(request)));
        }
        List<Version> versions = state.versions(subject, request.flag("deleted"));
        if (versions.isEmpty() && request.is("GET")) {
            throw RegistryRefusal.subjectNotFound(subject);
        }
        return only(
                "GET", request, numbers(versions.stream().map(Version::number).toList()));
    }

    private JsonNode version(Request request, String subject, String number) {
        return switch (request.method()) {
            case "GET" -> full(find(subject, number, request.flag("deleted")));
            case "DELETE" -> {
                refusePermanent(request);
                Version version = find(subject, number, true);
                if (version.deleted()) {
                    throw RegistryRefusal.versionDeleted(subject, version.number());
                }
                store.delete(version);
                yield JSON.getNodeFactory().numberNode(version.number());
            }
            default -> throw wrongMethod();
        };
    }

    private JsonNode aboutVersion(Request request, String subject, String number, String what) {
        Version version = find(subject, number, request.flag("deleted"));
        return switch (what) {
            case "schema" -> only("GET", request, tree(version.schema()));
            case "referencedby" -> only("GET", request, JSON.createArrayNode());
            default -> throw noSuchPath();
        };
    }

    private JsonNode schemas(Request request) {
        List<String> path = request.path();
        if (path.size() == 1) {
            return only("GET", request, allSchemas(request));
        }
        if (path.size() == 2 && path.get(1).equals("types")) {
            return only("GET", request, names(List.of(AVRO)));
        }
        if (path.size() > 4 || !path.get(1).equals("ids") || path.size() == 2) {
            throw noSuchPath();
        }
        int id = idIn(path.get(2));
        String schema = state.schema(id).orElseThrow(() -> RegistryRefusal.schemaNotFound("Schema " + path.get(2)));
        if (path.size() == 3) {
            ObjectNode answer = JSON.createObjectNode().put("schema", schema);
            if (request.flag("fetchMaxId")) {
                answer.put("maxId", state.highestId());
            }
            return only("GET", request, answer);
        }
        List<Version> uses = state.usesOf(id, request.flag("deleted"));
        return switch (path.get(3)) {
            case "schema" -> only("GET", request, tree(schema));
            case "subjects" ->
                only(
                        "GET",
                        request,
                        names(uses.stream().map(Version::subject).distinct().toList()));
            case "versions" -> {
                ArrayNode answer = JSON.createArrayNode();
                uses.forEach(
                        use -> answer.addObject().put("subject", use.subject()).put("version", use.number()));
                yield only("GET", request, answer);
            }
            default -> throw noSuchPath();
        };
    }

    private ArrayNode allSchemas(Request request) {
        ArrayNode answer = JSON.createArrayNode();
        boolean deleted = request.flag("deleted");
        for (String subject : state.subjects(request.query().getOrDefault("subjectPrefix", ""), deleted)) {
            List<Version> versions = state.versions(subject, deleted);
            int first = request.flag("latestOnly") ? Math.max(0, versions.size() - 1) : 0;
            versions.subList(first, versions.size()).forEach(version -> answer.add(full(version)));
        }
        return answer;
    }

    private JsonNode config(Request request) {
        List<String> path = request.path();
        if (path.size() > 2) {
            throw noSuchPath();
        }
        String subject = path.size() == 2 ? path.get(1) : null;
        switch (request.method()) {
            case "GET" -> {
                return JSON.createObjectNode()
                        .put(
                                "compatibilityLevel",
                                level(subject, request.flag("defaultToGlobal")).name());
            }
            case "PUT" -> {
                JsonNode name = request.body() == null ? null : request.body().get("compatibility");
                RegistryCompatibility level = name == null
                        ? null
                        : RegistryCompatibility.named(name.asText()).orElse(null);
                if (level == null) {
                    throw RegistryRefusal.invalidCompatibility();
                }
                store.setLevel(subject, level);
                return JSON.createObjectNode().put("compatibility", level.name());
            }
            case "DELETE" -> {
                RegistryCompatibility before = level(subject, false);
                store.setLevel(subject, null);
                return JSON.createObjectNode().put("compatibilityLevel", before.name());
            }
            default -> throw wrongMethod();
        }
    }

    private RegistryCompatibility level(String subject, boolean defaultToGlobal) {
        if (subject == null) {
            return state.globalLevel();
        }
        return state.levelOf(subject).orElseGet(() -> {
            if (!defaultToGlobal) {
                throw RegistryRefusal.noCompatibilityOf(subject);
            }
            return state.globalLevel();
        });
    }

    private JsonNode compatibility(Request request) {
        List<String> path = request.path();
        if (path.size() < 4
                || path.size() > 5
                || !path.get(1).equals("subjects")
                || !path.get(3).equals("versions")) {
            throw noSuchPath();
        }
        if (!request.is("POST")) {
            throw wrongMethod();
        }
        String subject = path.get(2);
        Schema schema = schemaIn(request);
        List<String> objections;
        if (path.size() == 4) {
            objections = store.objections(subject, schema);
        } else if (isLatest(path.get(4)) && state.versions(subject, false).isEmpty()) {
            objections = List.of();
        } else {
            objections = store.objections(subject, schema, find(subject, path.get(4), false));
        }
        ObjectNode answer = JSON.createObjectNode().put("is_compatible", objections.isEmpty());
        if (request.flag("verbose")) {
            answer.set("messages", names(objections));
        }
        return answer;
    }

    private static JsonNode mode(Request request) {
        if (!request.is("GET")) {
            throw RegistryRefusal.notPermitted("this registry is always in mode READWRITE");
        }
        if (request.path().size() > 2) {
            throw noSuchPath();
        }
        if (request.path().size() == 2 && !request.flag("defaultToGlobal")) {
            throw RegistryRefusal.noModeOf(request.path().get(1));
        }
        return JSON.createObjectNode().put("mode", "READWRITE");
    }

    private Version find(String subject, String number, boolean withDeleted) {
        boolean latest = isLatest(number);
        int wanted = latest ? 0 : versionIn(number);
        List<Version> versions = state.versions(subject, withDeleted);
        if (versions.isEmpty()) {
            throw RegistryRefusal.subjectNotFound(subject);
        }
        if (latest) {
            return versions.get(versions.size() - 1);
        }
        return versions.stream()
                .filter(version -> version.number() == wanted)
                .findFirst()
                .orElseThrow(() -> RegistryRefusal.versionNotFound(wanted));
    }

    private static boolean isLatest(String number) {
        return number.equals(LATEST) || number.equals("-1");
    }

    private static int versionIn(String number) {
        try {
            int parsed = Integer.parseInt(number);
            if (parsed > 0) {
                return parsed;
            }
        } catch (NumberFormatException e) {
            // Refused below, as a number that is too small is.
        }
        throw RegistryRefusal.invalidVersion(number);
    }

    private static int idIn(String id) {
        try {
            return Integer.parseInt(id);
        } catch (NumberFormatException e) {
            throw noSuchPath();
        }
    }

    private static Schema schemaIn(Request request) {
        JsonNode body = request.body();
        if (body == null || !body.isObject()) {
            throw new RegistryRefusal(400, 400, "the request's body is no JSON object");
        }
        String type = body.path("schemaType").asText(AVRO);
        if (!type.equals(AVRO)) {
            throw RegistryRefusal.invalidSchema("type " + type + "; this registry knows " + AVRO + " only");
        }
        if (!body.path("references").isEmpty()) {
            throw RegistryRefusal.invalidSchema("references to other subjects; this registry has none");
        }
        return RegistryStore.parse(body.path("schema").asText());
    }

    private static void refusePermanent(Request request) {
        if (request.flag("permanent")) {
            throw RegistryRefusal.notPermitted("this registry deletes nothing for good, so that no id is given twice");
        }
    }

    private static ObjectNode full(Version version) {
        return JSON.createObjectNode()
                .put("subject", version.subject())
                .put("version", version.number())
                .put("id", version.id())
                .put("schema", version.schema());
    }

    private static JsonNode tree(String schema) {
        try {
            return JSON.readTree(schema);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a schema that was parsed is JSON", e);
        }
    }

    private static ArrayNode names(List<String> names) {
        ArrayNode array = JSON.createArrayNode();
        names.forEach(array::add);
        return array;
    }

    private static ArrayNode numbers(List<Integer> numbers) {
        ArrayNode array = JSON.createArrayNode();
        numbers.forEach(array::add);
        return array;
    }

    private static JsonNode only(String method, Request request, JsonNode answer) {
        if (!request.is(method)) {
            throw wrongMethod();
        }
        return answer;
    }

    private static RegistryRefusal noSuchPath() {
        return new RegistryRefusal(404, 404, "HTTP 404 Not Found");
    }

    private static RegistryRefusal wrongMethod() {
        return new RegistryRefusal(405, 405, "HTTP 405 Method Not Allowed");
    }
}
