#!/usr/bin/env bash
# Runs a Neo4j community server for tests and trials, without a container: start | stop | status | admin ….
# Takes its jars from Maven packages; keeps jars, data and logs in .neo4j/ of the project; listens on loopback only.
#   SVODKA_NEO4J_PORT      Bolt port, 7687 unless set
#   SVODKA_NEO4J_PASSWORD  password of the user neo4j, svodka-test unless set; counts at the first start
# `admin` is neo4j-admin for this server, for example `admin database import full …` while it is stopped.
# `start` prints the lines to export for `npm test` and for svodka itself.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
pom=$root/scripts/neo4j/pom.xml
version=$(sed -n 's:.*<neo4j.version>\(.*\)</neo4j.version>.*:\1:p' "$pom")
port=${SVODKA_NEO4J_PORT:-7687}
password=${SVODKA_NEO4J_PASSWORD:-svodka-test}
dir=$root/.neo4j
lib=$dir/lib-$version
home=$dir/server-$port
pidfile=$home/run/pid
console=$home/logs/console.log
heap=512m

fail() {
  echo "neo4j.sh: $*" >&2
  exit 1
}

# The process of the pid file, if it lives and is the server: numbers are used again after a restart of the machine.
running() {
  [ -s "$pidfile" ] && pid=$(cat "$pidfile") && kill -0 "$pid" 2>/dev/null &&
    ps -o args= -p "$pid" | grep -q "home-dir=$home"
}

java_version() {
  "$1" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1
}

# The newest Java of JAVA_HOME, the usual folders and the PATH.
find_java() {
  local best=0 found='' candidate number
  for candidate in "${JAVA_HOME:-}/bin/java" /usr/lib/jvm/*/bin/java /Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java \
    "$(command -v java || true)"; do
    [ -x "$candidate" ] || continue
    number=$(java_version "$candidate")
    if [ "${number:-0}" -gt "$best" ]; then
      best=$number
      found=$candidate
    fi
  done
  [ -n "$found" ] || fail 'no Java found; install a JDK 21 or newer, or set JAVA_HOME'
  [ "$best" -ge 21 ] || fail "Neo4j $version needs Java 21 or newer, and the newest here is $best; install one or set JAVA_HOME"
  echo "$found"
}

fetch_jars() {
  [ -d "$lib" ] && return
  command -v mvn >/dev/null || fail 'no Maven (mvn) found; install it, it fetches the server'
  echo "Fetching Neo4j $version (about 150 MB, once) …"
  rm -rf "$lib.part"
  mvn -B -q -f "$pom" dependency:copy-dependencies -DoutputDirectory="$lib.part" -DincludeScope=runtime ||
    fail 'Maven could not fetch the server; see its messages above'
  mv "$lib.part" "$lib"
}

configure() {
  mkdir -p "$home"/{conf,data,logs,plugins,run,import}
  cat >"$home/conf/neo4j.conf" <<CONF
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:$port
server.bolt.advertised_address=127.0.0.1:$port
server.http.enabled=false
server.https.enabled=false
server.memory.heap.initial_size=$heap
server.memory.heap.max_size=$heap
server.memory.pagecache.size=128m
server.directories.import=import
dbms.security.auth_enabled=true
dbms.usage_report.enabled=false
db.tx_log.rotation.retention_policy=keep_none
CONF
}

set_password() {
  [ -e "$home/data/password-is-set" ] && return
  NEO4J_HOME=$home NEO4J_CONF=$home/conf "$java" -cp "$lib/*" org.neo4j.server.startup.Neo4jAdminCommand \
    dbms set-initial-password "$password" >"$home/logs/admin.log" 2>&1 ||
    fail "the password could not be set: $(tail -n 1 "$home/logs/admin.log")"
  touch "$home/data/password-is-set"
}

start() {
  if running; then
    echo "Neo4j runs already (process $pid)."
    how_to_use
    return
  fi
  [[ $port =~ ^[0-9]+$ ]] || fail "SVODKA_NEO4J_PORT is \"$port\"; give a number"
  if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    fail "port $port is taken by another program; set SVODKA_NEO4J_PORT to a free one"
  fi
  java=$(find_java)
  fetch_jars
  configure
  set_password
  NEO4J_HOME=$home nohup "$java" -Xms$heap -Xmx$heap -XX:+UseSerialGC -Dfile.encoding=UTF-8 -Dlog4j2.disable.jmx=true \
    -Dio.netty.tryReflectionSetAccessible=true --enable-native-access=ALL-UNNAMED \
    --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED \
    --add-opens=java.base/sun.nio.ch=ALL-UNNAMED \
    -cp "$home/plugins/*:$lib/*" org.neo4j.server.Neo4jCommunity \
    --home-dir="$home" --config-dir="$home/conf" --console-mode >"$console" 2>&1 </dev/null &
  pid=$!
  echo "$pid" >"$pidfile"
  for _ in $(seq 240); do
    if grep -q 'Started\.' "$console" && answers; then
      echo "Neo4j $version runs on bolt://127.0.0.1:$port (process $pid)."
      how_to_use
      return
    fi
    kill -0 "$pid" 2>/dev/null || fail "the server ended at once: $(grep -m 1 -E 'ERROR|Caused by' "$console" || tail -n 1 "$console")"
    sleep 0.5
  done
  fail "the server does not answer after two minutes; see $console"
}

# Bolt's handshake: four proposed versions, of which the server names one.
answers() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$port"
    printf '\x60\x60\xb0\x17\x00\x08\x08\x05\x00\x04\x04\x05\x00\x00\x04\x04\x00\x00\x00\x03' >&3
    [ "$(timeout 2 head -c 4 <&3 | wc -c)" -eq 4 ]
  ) 2>/dev/null
}

how_to_use() {
  echo "  export SVODKA_NEO4J_URL=bolt://127.0.0.1:$port NEO4J_USERNAME=neo4j NEO4J_PASSWORD=$password"
}

stop() {
  if ! running; then
    rm -f "$pidfile"
    echo 'Neo4j does not run.'
    return
  fi
  kill -TERM "$pid"
  for _ in $(seq 240); do
    if ! kill -0 "$pid" 2>/dev/null; then
      rm -f "$pidfile"
      echo 'Neo4j has stopped.'
      return
    fi
    sleep 0.5
  done
  fail "process $pid has not ended two minutes after SIGTERM"
}

status() {
  if running && answers; then
    echo "Neo4j $version runs on bolt://127.0.0.1:$port (process $pid)."
  elif running; then
    echo "Neo4j starts or stops (process $pid)."
    exit 3
  else
    echo 'Neo4j does not run.'
    exit 3
  fi
}

admin() {
  java=$(find_java)
  fetch_jars
  configure
  NEO4J_HOME=$home NEO4J_CONF=$home/conf "$java" -Xmx$heap --enable-native-access=ALL-UNNAMED --add-opens=java.base/java.nio=ALL-UNNAMED \
    -cp "$lib/*" org.neo4j.cli.AdminTool "$@"
}

case ${1:-} in
start | stop | status) "$1" ;;
admin) "$@" ;;
*) fail 'say start, stop, status or admin' ;;
esac
