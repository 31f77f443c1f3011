# One image a part; `docker build --target ingest .` and so on. Nothing embedded (broker, registry, database) is in them.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY . ./
RUN mvn -q -B -pl ingest,enrich,sink -am -DskipTests -Dspotless.check.skip=true package \
      org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies \
      -DincludeScope=runtime '-DoutputDirectory=${project.build.directory}/lib'

FROM eclipse-temurin:17-jre AS part
RUN groupadd --gid 10001 dateline && useradd --uid 10001 --gid 10001 --no-create-home dateline \
 && mkdir -p /data /inbox && chown dateline:dateline /data /inbox
COPY --from=build /src/app/src/main/resources/logback.xml /dateline/logback.xml
ENV JAVA_TOOL_OPTIONS="-Dlogback.configurationFile=/dateline/logback.xml -XX:MaxRAMPercentage=75" \
    DATELINE_HEALTH_HOST=0.0.0.0 \
    DATELINE_HEALTH_PORT=9400
USER 10001:10001
WORKDIR /data
EXPOSE 9400
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=6 CMD \
  ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9400 && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200 '"]

FROM part AS ingest
COPY --from=build /src/ingest/target/lib /dateline/lib
COPY --from=build /src/ingest/target/ingest-*.jar /dateline/ingest.jar
ENV DATELINE_INGEST_HTTP_HOST=0.0.0.0 \
    DATELINE_INGEST_STATE_DIR=/data/state
EXPOSE 8080
ENTRYPOINT ["java", "-jar", "/dateline/ingest.jar"]

FROM part AS enrich
COPY --from=build /src/enrich/target/lib /dateline/lib
COPY --from=build /src/enrich/target/enrich-*.jar /dateline/enrich.jar
ENV DATELINE_ENRICH_STATE_DIR=/data/state
ENTRYPOINT ["java", "-jar", "/dateline/enrich.jar"]

FROM part AS sink
COPY --from=build /src/sink/target/lib /dateline/lib
COPY --from=build /src/sink/target/sink-*.jar /dateline/sink.jar
ENTRYPOINT ["java", "-jar", "/dateline/sink.jar"]
