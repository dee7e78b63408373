# What the checks stand on: programs, and a PostgreSQL and a Redis of this run's own.
# Sourced by .ci/run and .ci/full; everything started here ends with them.

work=$(mktemp -d)
chmod 755 "$work"
trap 'stop_services; rm -rf "$work"' EXIT

install_missing() {
  local wanted=()
  command -v msgfmt >/dev/null || wanted+=(gettext)
  [ -x /usr/bin/chromium ] || wanted+=(chromium)
  command -v redis-server >/dev/null || wanted+=(redis-server)
  [ -n "$(postgresql_bin)" ] || wanted+=(postgresql)
  /usr/bin/python3 -c 'import ensurepip, venv' 2>/dev/null || wanted+=(python3-venv)
  [ ${#wanted[@]} -eq 0 ] && return
  echo "installing: ${wanted[*]}"
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update && apt-get install -y --no-install-recommends "${wanted[@]}"; } \
    >"$work/apt.log" 2>&1 || { tail -20 "$work/apt.log"; return 1; }
}

postgresql_bin() {
  find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1
}

free_port() {
  /usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# A throw-away cluster that never waits for the disk, run by whoever may run it.
start_services() {
  local bin postgresql_port redis_port
  bin=$(postgresql_bin)
  postgresql_port=$(free_port)
  redis_port=$(free_port)
  install -d -o postgres "$work/postgresql"
  as_postgres "$bin/initdb" -D "$work/postgresql" -A trust -U postgres -E UTF8 >"$work/initdb.log"
  as_postgres "$bin/pg_ctl" -D "$work/postgresql" -l "$work/postgresql/log" -w start -o \
    "-p $postgresql_port -k $work/postgresql -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off" \
    >"$work/pg_ctl.log"
  as_postgres "$bin/createdb" -h 127.0.0.1 -p "$postgresql_port" peterschap
  redis-server --port "$redis_port" --bind 127.0.0.1 --save '' --appendonly no \
    --daemonize yes --dir "$work" --pidfile "$work/redis.pid" >/dev/null
  export SERVED_DATABASE=postgres://postgres@127.0.0.1:$postgresql_port/peterschap
  export SERVED_REDIS=redis://127.0.0.1:$redis_port/0
}

stop_services() {
  [ -f "$work/redis.pid" ] && kill "$(cat "$work/redis.pid")"
  [ -d "$work/postgresql" ] &&
    as_postgres "$(postgresql_bin)/pg_ctl" -D "$work/postgresql" -m immediate stop >/dev/null
  true
}

as_postgres() {
  runuser -u postgres -- "$@"
}
