#!/usr/bin/env bash
# A folder of one graph in several formats → do Python's readers of each give back what graph.jsonl says? Exit code 1 if not.
#   scripts/check-exports.sh FOLDER…   each with graph.jsonl and any of graph.graphml, graph.csv, graph.ttl
# Needs python3 with venv; networkx and rdflib are put into build/check-exports on first use.
set -euo pipefail
[ $# -gt 0 ] || { echo "usage: $0 FOLDER…" >&2; exit 2; }
NETWORKX=3.6
RDFLIB=7.6.0
here=$(cd "$(dirname "$0")" && pwd)
venv=$here/../build/check-exports/venv

if ! "$venv/bin/python" -c "import networkx, rdflib, sys; sys.exit((networkx.__version__, rdflib.__version__) != ('$NETWORKX', '$RDFLIB'))" 2>/dev/null; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check "networkx==$NETWORKX" "rdflib==$RDFLIB"
fi
exec "$venv/bin/python" "$here/check-exports/compare.py" "$@"
