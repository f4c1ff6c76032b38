# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Words, folders, locks and clean-up that every part of the local cluster shares.

E2E=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
LOCAL=${RIGHTSIZING_LOCAL_DIR:-$(dirname "$E2E")/.local}
[[ $LOCAL = /* ]] || LOCAL=$PWD/$LOCAL
BIN=$LOCAL/bin
KUBECONFIG_FILE=$LOCAL/kubeconfig

exec 8>&2 # where words go, even from the clean-up after a command whose output is thrown away
say() { printf 'cluster: %s\n' "$*" >&8; }

die() {
  say "error: $*"
  exit 1
}

# Holds LOCK_FILE until this script ends. Whoever comes second waits, and says so.
# Without flock (not on every system) two runs at the same time are the caller's business.
hold_lock() { # LOCK_FILE
  command -v flock >/dev/null || return 0
  exec 9>"$1"
  if ! flock -n 9; then
    say "waiting for another run that holds $1"
    interruptible flock 9
  fi
}

release_lock() { exec 9>&-; }

# Runs a long command so that a signal ends it at once: bash handles a signal only between commands, but leaves `wait` for it.
CHILD=
interruptible() {
  "$@" &
  CHILD=$!
  local code=0
  wait "$CHILD" || code=$?
  CHILD=
  return "$code"
}

# Runs a long command beside what follows; a signal or a failure ends it.
BESIDE=
beside() {
  "$@" &
  BESIDE=$!
}
await_beside() {
  local code=0
  wait "$BESIDE" || code=$?
  BESIDE=
  return "$code"
}

SCRATCH=()    # files and folders to remove, whatever happens
STARTED=()    # components that this run started, to be stopped if it fails
on_failure() { :; } # what else to put right then; whoever needs it defines it anew

on_exit() {
  local code=$?
  trap '' INT TERM HUP # a second Ctrl-C must not leave the clean-up half done
  local pid
  for pid in $CHILD $BESIDE; do
    kill "$pid" 2>/dev/null || :
    wait "$pid" 2>/dev/null || :
  done
  if ((${#SCRATCH[@]} > 0)); then rm -rf "${SCRATCH[@]}"; fi
  if ((code != 0)); then
    if ((${#STARTED[@]} > 0)); then
      say "stopping what this run started: ${STARTED[*]}"
      stop "${STARTED[@]}"
    fi
    on_failure
  fi
}

trap on_exit EXIT
arm_signals() {
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
}
arm_signals
