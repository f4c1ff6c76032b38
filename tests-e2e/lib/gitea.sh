# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# A code host on loopback: Gitea, with a user who owns repositories and a token for its API and for Git.

GITEA_USER=keeper
GITEA_PASSWORD=correct-horse-battery-1

gitea_url() { echo "http://127.0.0.1:$(port_of gitea)"; }

# Gitea refuses to run as root, which is what CI runs as.
gitea_run() { # ARGUMENT...
  env -u GIT_DIR GITEA_WORK_DIR="$LOCAL/gitea" HOME="$LOCAL/gitea/home" GITEA_I_AM_BEING_UNSAFE_RUNNING_AS_ROOT=true "$BIN/gitea" "$@"
}

start_gitea() {
  local dir=$LOCAL/gitea files root=
  # What release builds have within the program lies beside one that was built here.
  files=$(dirname "$(readlink -f "$BIN/gitea")")/gitea-files
  if [[ -d $files ]]; then root="STATIC_ROOT_PATH = $files"; fi
  mkdir -p "$dir/custom/conf" "$dir/home"
  cat >"$dir/custom/conf/app.ini" <<END
APP_NAME = Gitea of the local cluster
RUN_USER = $(id -un)
[server]
$root
HTTP_ADDR = 127.0.0.1
HTTP_PORT = $PORT
ROOT_URL = http://127.0.0.1:$PORT/
OFFLINE_MODE = true
DISABLE_SSH = true
LFS_START_SERVER = false
[database]
DB_TYPE = sqlite3
PATH = $dir/gitea.db
[security]
INSTALL_LOCK = true
SECRET_KEY = of-a-test
INTERNAL_TOKEN = of-a-test-of-a-test-of-a-test-of-a-test
PASSWORD_HASH_ALGO = pbkdf2\$1\$8
[service]
DISABLE_REGISTRATION = true
[repository]
DEFAULT_BRANCH = main
[indexer]
ISSUE_INDEXER_TYPE = db
[actions]
ENABLED = false
[cron.update_checker]
ENABLED = false
[log]
MODE = console
LEVEL = Info
END
  launch gitea env GITEA_WORK_DIR="$dir" HOME="$dir/home" GITEA_I_AM_BEING_UNSAFE_RUNNING_AS_ROOT=true "$BIN/gitea" web
}
ready_gitea() { curl -sf --max-time 2 "$(gitea_url)/api/v1/version"; }

# Starts it empty, with its user, and sets GITEA_TOKEN.
fresh_gitea() {
  stop gitea
  rm -rf "$LOCAL/gitea"
  start gitea
  await gitea
  gitea_run admin user create --admin --username="$GITEA_USER" --password="$GITEA_PASSWORD" --email="$GITEA_USER@example.com" \
    --must-change-password=false >/dev/null
  GITEA_TOKEN=$(gitea_run admin user generate-access-token --raw --username="$GITEA_USER" --token-name="e2e" --scopes=write:repository,write:issue,read:user | tail -n 1)
}

# Its REST API as the user: prints the answer, fails at 4xx and 5xx.
gitea_api() { # METHOD PATH [BODY]
  local body=()
  if (($# > 2)); then body=(-H 'Content-Type: application/json' -d "$3"); fi
  curl -sS --fail-with-body --max-time 30 -X "$1" -u "$GITEA_USER:$GITEA_PASSWORD" "${body[@]}" "$(gitea_url)/api/v1$2"
}

# An empty repository of the user; prints its URL.
gitea_repository() { # NAME
  gitea_api POST /user/repos "{\"name\": \"$1\", \"default_branch\": \"main\"}" >/dev/null
  echo "$(gitea_url)/$GITEA_USER/$1.git"
}
