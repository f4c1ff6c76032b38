# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Finds each program on PATH, in KUBEBUILDER_ASSETS or in the user's cache, else builds it, and links it into $BIN.

CONTROL_PLANE_TOOLS=(etcd kube-apiserver kube-controller-manager kube-scheduler kubectl)
KWOK_TOOLS=(kwok)
PROMETHEUS_TOOLS=(prometheus promtool)
CACHE=${XDG_CACHE_HOME:-${HOME:?set HOME or XDG_CACHE_HOME, the programs are kept there}/.cache}/rightsizing-tools

pinned() { # MODULE_PATH MODULE: the version in tests-e2e/tools/MODULE/go.mod
  awk -v path="$1" '{ sub(/^require /, "") } $1 == path && $2 ~ /^v/ { print $2; exit }' "$E2E/tools/$2/go.mod"
}
KUBERNETES_VERSION=$(pinned k8s.io/kubernetes kubernetes)
KWOK_VERSION=$(pinned sigs.k8s.io/kwok kwok)
PROMETHEUS_VERSION=$(pinned github.com/prometheus/prometheus prometheus)

# Sets MODULE, PACKAGE, LEAST (the least version accepted from elsewhere), ASK (how it tells its version) and USUALLY.
describe() { # TOOL
  MODULE=kubernetes PACKAGE=k8s.io/kubernetes/cmd/$1 LEAST=${KUBERNETES_VERSION#v} ASK=--version USUALLY='1 minute'
  LEAST=${LEAST%.*}.0
  case $1 in
    etcd) PACKAGE=go.etcd.io/etcd/server/v3 LEAST=3.5.13 ;;
    kube-apiserver) USUALLY='3 minutes' ;;
    kubectl) LEAST=1.32.0 ASK='version --client' ;;
    kwok) MODULE=kwok PACKAGE=sigs.k8s.io/kwok/cmd/kwok LEAST=0.7.0 ;;
    prometheus) MODULE=prometheus PACKAGE=github.com/prometheus/prometheus/cmd/$1 LEAST=2.40.0 USUALLY='2 minutes' ;;
    promtool) MODULE=prometheus PACKAGE=github.com/prometheus/prometheus/cmd/$1 LEAST=2.40.0 ;;
  esac
}

linker_flags() { # MODULE: what the upstream builds set, so that each program knows its own version
  local component=k8s.io/component-base/version minor=${KUBERNETES_VERSION#v1.}
  case $1 in
    kubernetes) echo "-s -w -X $component.gitVersion=$KUBERNETES_VERSION -X $component.gitMajor=1 -X $component.gitMinor=${minor%%.*}" ;;
    kwok) echo "-s -w -X sigs.k8s.io/kwok/pkg/consts.Version=${KWOK_VERSION#v}" ;;
    prometheus) # module v0.315.0 is release 3.15.0
      local packed=${PROMETHEUS_VERSION#v0.}
      local release=${packed%%.*}
      echo "-s -w -X github.com/prometheus/common/version.Version=$((release / 100)).$((release % 100)).${packed#*.}"
      ;;
  esac
}

build_tags() { if [[ $1 = prometheus ]]; then echo remove_all_sd; fi; } # files are the only service discovery used here

checksum() { if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -c1-12; }

platform() {
  local arch
  arch=$(uname -m)
  case $arch in x86_64) arch=amd64 ;; aarch64) arch=arm64 ;; esac
  echo "$(uname -s | tr '[:upper:]' '[:lower:]')-$arch"
}

cache_folder() { # MODULE
  local key
  key=$({ cat "$E2E/tools/$1/go.mod" "$E2E/tools/$1/go.sum"; linker_flags "$1"; build_tags "$1"; platform; } | checksum)
  echo "$CACHE/$1-$key"
}

at_least() { # VERSION LEAST
  local IFS=.
  # shellcheck disable=SC2206
  local have=($1) want=($2) i
  for i in 0 1 2; do
    ((10#${have[i]:-0} == 10#${want[i]:-0})) || break
  done
  ((10#${have[i]:-0} >= 10#${want[i]:-0}))
}

# The parts of the control plane must be of one minor version; of the others any that is new enough will do.
accepts() { # TOOL FILE
  local version
  # shellcheck disable=SC2086
  version=$("$2" $ASK 2>&1 </dev/null | grep -oE '[0-9]+\.[0-9]+\.[0-9]+' | head -n 1) || return 1
  case $1 in
    kube-*) [[ ${version%.*} = "${LEAST%.*}" ]] ;;
    *) at_least "$version" "$LEAST" ;;
  esac
}

# The file itself and not a link to it, which may go with another cluster; unless the link's name decides what it does.
unlinked() { # FILE
  local target
  target=$(readlink -f "$1")
  if [[ ${target##*/} = "${1##*/}" ]]; then echo "$target"; else echo "$1"; fi
}

find_tool() { # TOOL: prints the first usable file; fails if it must be built
  local tool=$1 file
  describe "$tool"
  while read -r file; do
    if [[ $file != "$BIN/$tool" && -x $file ]] && accepts "$tool" "$file"; then
      unlinked "$file"
      return
    fi
  done < <(type -aP "$tool"; echo "${KUBEBUILDER_ASSETS:-/nowhere}/$tool")
  file=$(cache_folder "$MODULE")/$tool
  [[ -x $file ]] && echo "$file"
}

build_tool() { # TOOL: from the Go module proxy into the cache, whole or not at all
  local tool=$1 folder scratch from=$SECONDS
  describe "$tool"
  command -v go >/dev/null ||
    die "no usable $tool (at least $LEAST) on PATH or in KUBEBUILDER_ASSETS, and no Go to build it: install Go 1.26, or $tool"
  folder=$(cache_folder "$MODULE")
  mkdir -p "$folder"
  hold_lock "$folder/.lock"
  if [[ ! -x $folder/$tool ]]; then # else the other run built it
    scratch=$(mktemp -d "$folder/.build.XXXXXX")
    SCRATCH+=("$scratch")
    say "building $tool, once for this user; the first time it takes about $USUALLY on two cores"
    if ! GOWORK=off GOFLAGS='-mod=readonly -trimpath -buildvcs=false' CGO_ENABLED=0 interruptible go -C "$E2E/tools/$MODULE" build \
      -tags "$(build_tags "$MODULE")" -ldflags "$(linker_flags "$MODULE")" -o "$scratch/$tool" "$PACKAGE" >"$scratch/log" 2>&1; then
      tail -n 15 "$scratch/log" >&2
      die "could not build $tool (see above); it needs Go 1.26 and a Go module proxy, or put $tool (at least $LEAST) on PATH"
    fi
    mv "$scratch/$tool" "$folder/$tool"
    rm -rf "$scratch"
    say "built $tool in $((SECONDS - from)) s"
  fi
  release_lock
}

link() { # TARGET LINK: in one step, as tests may be using the old one
  if [[ $(readlink "$2" 2>/dev/null) != "$1" ]]; then
    ln -sfn "$1" "$2.new"
    mv -f "$2.new" "$2"
  fi
}

# What a look-up depends on; while it stays the same the link is good.
lookup_key() { { cat "$E2E"/tools/*/go.mod "$E2E"/tools/*/go.sum; echo "$PATH:${KUBEBUILDER_ASSETS:-}:$CACHE"; } | checksum; }

ensure_tools() { # TOOL...
  local tool file key
  key=$(lookup_key)
  mkdir -p "$BIN/.found"
  for tool; do
    if [[ -x $BIN/$tool && $(cat "$BIN/.found/$tool" 2>/dev/null) = "$key" ]]; then continue; fi
    if ! file=$(find_tool "$tool"); then
      build_tool "$tool"
      file=$(find_tool "$tool")
    fi
    link "$file" "$BIN/$tool"
    echo "$key" >"$BIN/.found/$tool"
  done
  lay_out_for_tests
}

# The folder that the Java library kube-api-test expects.
lay_out_for_tests() {
  local folder tool
  folder=$LOCAL/kube-api-test/k8s/${KUBERNETES_VERSION#v}-$(platform)
  mkdir -p "$folder"
  for tool in kube-apiserver etcd kubectl; do
    if [[ -x $BIN/$tool ]]; then link "$(readlink "$BIN/$tool")" "$folder/$tool"; fi
  done
}
