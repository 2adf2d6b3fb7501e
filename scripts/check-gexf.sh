#!/usr/bin/env bash
# GEXF files → do networkx and the Gephi Toolkit read every node, edge and attribute of them? Exit code 1 if one does not.
#   scripts/check-gexf.sh file.gexf …
# Needs python3 with venv, Java 17 or newer and Maven; the two programs are put into build/check-gexf on first use.
set -euo pipefail
[ $# -gt 0 ] || { echo "usage: $0 file.gexf …" >&2; exit 2; }
NETWORKX=3.6
GEPHI=0.10.1
here=$(cd "$(dirname "$0")" && pwd)
tools=$here/../build/check-gexf
mkdir -p "$tools"

if ! "$tools/venv/bin/python" -c "import networkx, sys; sys.exit(networkx.__version__ != '$NETWORKX')" 2>/dev/null; then
  python3 -m venv "$tools/venv"
  "$tools/venv/bin/pip" install --quiet --disable-pip-version-check "networkx==$NETWORKX"
fi
jar=$tools/lib/gephi-toolkit-$GEPHI-all.jar
if [ ! -f "$jar" ]; then
  (cd "$tools" && mvn -B -q -Dstyle.color=never dependency:copy -Dartifact="org.gephi:gephi-toolkit:$GEPHI:jar:all" -DoutputDirectory=lib)
fi

for file in "$@"; do
  [ -f "$file" ] || { echo "$file: no such file" >&2; exit 2; }
  seen=$(mktemp "$tools/gephi-XXXXXX.json")
  java -Djava.awt.headless=true -cp "$jar" "$here/check-gexf/ReadInGephi.java" "$file" "$seen" 2>"$tools/gephi.log" ||
    { echo "$file: the Gephi Toolkit cannot read it:" >&2; tail -5 "$tools/gephi.log" >&2; rm -f "$seen"; exit 1; }
  code=0
  "$tools/venv/bin/python" "$here/check-gexf/compare.py" "$file" "$seen" || code=$?
  rm -f "$seen"
  [ $code -eq 0 ] || exit $code
done
