# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Starts, finds and stops components. Each has a folder $LOCAL/NAME with port, log and pid; `born` beside the pid tells the
# process from a later one that the system gave the same number.

# In the order in which they start.
COMPONENTS=(prometheus etcd kube-apiserver kube-controller-manager kube-scheduler kwok)
START_SECONDS=60 # how long a component may take until it is ready
GRACE_SECONDS=5  # how long it may take to end before it is killed

# When the process started; empty if it is gone or only waits to be reaped.
birth_mark() { # PID
  local stat
  if [[ -r /proc/self/stat ]]; then
    { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 0
    # shellcheck disable=SC2086
    set -- ${stat##*) } # the fields from the third on; the second is a name that may hold blanks
    if [[ $1 != [ZX] ]]; then echo "${20} $(cat /proc/sys/kernel/random/boot_id)"; fi
  else
    ps -o lstart= -o stat= -p "$1" 2>/dev/null | grep -v 'Z[^ ]*$' | sed 's/ *[^ ]*$//' || :
  fi
}

pid_of() { cat "$LOCAL/$1/pid" 2>/dev/null || :; } # NAME
port_of() { cat "$LOCAL/$1/port" 2>/dev/null || :; } # NAME

alive() { # NAME
  local pid
  pid=$(pid_of "$1")
  [[ -n $pid && -s $LOCAL/$1/born && $(birth_mark "$pid") = "$(cat "$LOCAL/$1/born")" ]]
}

# A free port, below those that the system gives to outgoing connections.
free_port() {
  local port tries
  for ((tries = 0; tries < 100; tries++)); do
    port=$((20000 + (RANDOM << 15 | RANDOM) % 10000))
    if ! (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      echo "$port"
      return
    fi
  done
  die "found no free port on 127.0.0.1 between 20000 and 29999: close what uses them"
}

# Sets PORT to the component's remembered port, or to a new one.
choose_port() { # NAME
  PORT=$(port_of "$1")
  if [[ -z $PORT ]]; then
    PORT=$(free_port)
    echo "$PORT" >"$LOCAL/$1/port"
  fi
}

# Starts COMMAND apart from this shell. Its pid is on disk before a signal can end this script.
launch() { # NAME COMMAND...
  local dir=$LOCAL/$1 name=$1 apart=nohup
  shift
  if command -v setsid >/dev/null; then apart=setsid; fi
  if [[ -f $dir/log ]]; then mv -f "$dir/log" "$dir/log.previous"; fi
  STARTED+=("$name")
  local interrupted=
  trap 'interrupted=yes' INT TERM HUP
  "$apart" "$@" </dev/null >"$dir/log" 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- &
  echo "$!" >"$dir/pid"
  birth_mark "$!" >"$dir/born"
  disown "$!" 2>/dev/null || :
  arm_signals
  [[ -z $interrupted ]] || exit 130
}

start() { # NAME: unless it runs
  if alive "$1"; then return; fi
  mkdir -p "$LOCAL/$1"
  choose_port "$1"
  "start_$1"
}

# Waits until the component is ready. One that finds its port taken gets another, once.
await() { # NAME
  local until=$((SECONDS + START_SECONDS)) moved=
  until "ready_$1" >/dev/null 2>&1; do
    if ! alive "$1"; then
      if [[ -z $moved ]] && grep -qi 'address already in use' "$LOCAL/$1/log"; then
        moved=yes
        rm "$LOCAL/$1/port"
        start "$1"
        continue
      fi
      tail -n 5 "$LOCAL/$1/log" >&2
      die "$1 ended while it started (above: the end of its log): see $(kept_log "$1")"
    fi
    ((SECONDS < until)) || die "$1 is not ready after $START_SECONDS s: see $(kept_log "$1")"
    sleep 0.1
  done
}

kept_log() { echo "$LOCAL/$1/log"; } # NAME

# Ends components, all at the same time, and returns when they are gone.
stop() { # NAME...
  local name until running
  for name; do
    if alive "$name"; then kill "$(pid_of "$name")" 2>/dev/null || :; fi
  done
  until=$((SECONDS + GRACE_SECONDS))
  while :; do
    running=
    for name; do
      if alive "$name"; then
        running=yes
        if ((SECONDS >= until)); then kill -KILL "$(pid_of "$name")" 2>/dev/null || :; fi
      fi
    done
    [[ -n $running ]] || break
    sleep 0.1
  done
  for name; do rm -f "$LOCAL/$name/pid" "$LOCAL/$name/born"; done
}
