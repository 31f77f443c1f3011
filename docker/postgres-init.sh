#!/bin/bash
# Run once by the postgres image, on an empty data volume: the registry keeps its schemas in a database of its own.
set -e
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -c 'create database registry'
