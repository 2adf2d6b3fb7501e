#!/usr/bin/env bash
# Puts APOC beside the Neo4j server of scripts/neo4j.sh, which must be stopped; LangChain's loader calls it. Takes
# SVODKA_NEO4J_PORT as that script does. The newest APOC that Maven has is for Neo4j 5.26; what the loader calls runs on 2026 too.
#   bench/apoc.sh && scripts/neo4j.sh start
set -euo pipefail

plugins=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/.neo4j/server-${SVODKA_NEO4J_PORT:-7687}/plugins
mkdir -p "$plugins"
for jar in org.neo4j.procedure:apoc-core:5.26.19 org.neo4j.procedure:apoc-common:5.26.19; do
  mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact="$jar" -DoutputDirectory="$plugins"
done
