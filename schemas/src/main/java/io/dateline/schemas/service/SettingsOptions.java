package io.dateline.schemas.service;

import io.dateline.schemas.config.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options by which every command that needs settings is given them. A picocli mixin. */
public final class SettingsOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties file with settings. DATELINE_* variables and --set go over it.")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting, over file and environment. Secrets belong into the environment.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    /** The settings that these options, the environment and the defaults give. */
    public Settings load() {
        return Settings.load(file, System.getenv(), overrides);
    }
}
