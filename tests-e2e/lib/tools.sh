# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Finds each program on PATH, in KUBEBUILDER_ASSETS or in the user's cache, else builds it, and links it into $BIN.

CONTROL_PLANE_TOOLS=(etcd kube-apiserver kube-controller-manager kube-scheduler kubectl)
KWOK_TOOLS=(kwok)
PROMETHEUS_TOOLS=(prometheus promtool)
CHART_TOOLS=(helm)
COLLECTOR_TOOLS=(otelcol)
GIT_TOOLS=(gitea)
CACHE=${XDG_CACHE_HOME:-${HOME:?set HOME or XDG_CACHE_HOME, the programs are kept there}/.cache}/rightsizing-tools

pinned() { # MODULE_PATH [MODULE]: its version in the go.mod of that module of tools
  awk -v path="$1" '{ sub(/^require /, "") } $1 == path && $2 ~ /^v/ { print $2; exit }' "$(module_folder "${2:-}")/go.mod"
}

# Which Go module builds a tool: that of the cluster's programs, or one of its own, whose libraries and cache key are apart.
module_of() { # TOOL
  case $1 in
    helm) echo helm ;;
    otelcol) echo collector ;;
    gitea) echo gitea ;;
  esac
}
module_folder() { echo "$E2E/tools${1:+/$1}"; } # MODULE: empty for that of the cluster's programs
KUBERNETES_VERSION=$(pinned k8s.io/kubernetes)
KWOK_VERSION=$(pinned sigs.k8s.io/kwok)
PROMETHEUS_VERSION=$(pinned github.com/prometheus/prometheus)
HELM_VERSION=$(pinned helm.sh/helm/v3 helm)
COLLECTOR_VERSION=$(pinned go.opentelemetry.io/collector/otelcol collector)
GITEA_VERSION=$(pinned code.gitea.io/gitea gitea)
GO_NEEDED='Go 1.26 or newer'

# Sets PACKAGE, LEAST (the least version accepted from elsewhere) and ASK (how it tells its version).
describe() { # TOOL
  PACKAGE=k8s.io/kubernetes/cmd/$1 LEAST=${KUBERNETES_VERSION#v} ASK=--version
  LEAST=${LEAST%.*}.0
  case $1 in
    etcd) PACKAGE=go.etcd.io/etcd/server/v3 LEAST=3.5.13 ;;
    kubectl) LEAST=1.32.0 ASK='version --client' ;;
    kwok) PACKAGE=sigs.k8s.io/kwok/cmd/kwok LEAST=0.7.0 ;;
    prometheus | promtool) PACKAGE=github.com/prometheus/prometheus/cmd/$1 LEAST=2.40.0 ;;
    helm) PACKAGE=helm.sh/helm/v3/cmd/helm LEAST=3.17.0 ASK='version --short' ;;
    otelcol) PACKAGE=rightsizing.test/collector LEAST=${COLLECTOR_VERSION#v} ;;
    gitea) PACKAGE=code.gitea.io/gitea LEAST=1.24.0 ;;
  esac
}

# What the upstream builds set, so that each program knows its own version.
linker_flags() { # MODULE
  if [[ ${1:-} = helm ]]; then
    # The Kubernetes of its libraries is the one that it renders for where no cluster is asked.
    local libraries=helm.sh/helm/v3/pkg minor
    minor=$(pinned k8s.io/client-go helm)
    minor=${minor#v0.} minor=${minor%%.*}
    echo "-s -w -X helm.sh/helm/v3/internal/version.version=$HELM_VERSION" \
      "-X $libraries/lint/rules.k8sVersionMajor=1 -X $libraries/lint/rules.k8sVersionMinor=$minor" \
      "-X $libraries/chartutil.k8sVersionMajor=1 -X $libraries/chartutil.k8sVersionMinor=$minor"
    return
  fi
  if [[ ${1:-} = collector ]]; then
    echo "-s -w -X main.version=${COLLECTOR_VERSION#v}"
    return
  fi
  if [[ ${1:-} = gitea ]]; then
    echo "-s -w -X main.Version=${GITEA_VERSION#v}"
    return
  fi
  local component=k8s.io/component-base/version minor=${KUBERNETES_VERSION#v1.}
  local packed=${PROMETHEUS_VERSION#v0.} # module v0.315.0 is release 3.15.0
  local release=${packed%%.*}
  echo "-s -w -X $component.gitVersion=$KUBERNETES_VERSION -X $component.gitMajor=1 -X $component.gitMinor=${minor%%.*}" \
    "-X sigs.k8s.io/kwok/pkg/consts.Version=${KWOK_VERSION#v}" \
    "-X github.com/prometheus/common/version.Version=$((release / 100)).$((release % 100)).${packed#*.}"
}

build_tags() { # MODULE
  case ${1:-} in
    gitea) echo sqlite,sqlite_unlock_notify ;;
    *) echo remove_all_sd ;; # files are the only service discovery used here
  esac
}
with_c() { [[ ${1:-} = gitea ]]; } # MODULE: SQLite is in C
COMPILER_FLAGS='-gcflags=all=-dwarf=false' # the linker drops it anyway; making it is a sixth of all the time

checksum() { if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -c1-12; }

platform() {
  local arch
  arch=$(uname -m)
  case $arch in x86_64) arch=amd64 ;; aarch64) arch=arm64 ;; esac
  echo "$(uname -s | tr '[:upper:]' '[:lower:]')-$arch"
}

# Of a program that is ours; the others have none.
own_sources() { # FOLDER
  local file
  for file in "$1"/*.go; do [[ ! -f $file ]] || cat "$file"; done
}

cache_folder() { # MODULE
  local key folder
  folder=$(module_folder "${1:-}")
  key=$({ cat "$folder/go.mod" "$folder/go.sum"; own_sources "$folder"; linker_flags "${1:-}"; echo "$(build_tags "${1:-}") $COMPILER_FLAGS"; platform; } | checksum)
  echo "$CACHE/$key"
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
    # Builds of the Collector differ in their components.
    otelcol) at_least "$version" "$LEAST" && has_components "$2" ;;
    *) at_least "$version" "$LEAST" ;;
  esac
}

has_components() { # COLLECTOR: those that the sample and the tests name
  local known name
  known=$("$1" components 2>/dev/null) || return 1
  for name in otlp hostmetrics kubeletstats batch memory_limiter resource debug otlphttp file prometheus health_check; do
    grep -qE "name: $name\$" <<<"$known" || return 1
  done
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
  file=$(cache_folder "$(module_of "$tool")")/$tool
  [[ -x $file ]] && echo "$file"
}

# From the Go module proxy into the cache, each whole or not at all. One run of go for all of them: what several need is
# compiled once, and no processor waits while the last package of one program is compiled.
build_tools() { # MODULE TOOL...
  local module=$1 tool folder scratch cgo=0 wanted=() packages=() from=$SECONDS
  shift
  need_go "$@"
  if with_c "$module"; then
    cgo=1
    command -v "$(go env CC)" >/dev/null || die "no C compiler to build $* with: install gcc, or these programs"
  fi
  folder=$(cache_folder "$module")
  mkdir -p "$folder"
  hold_lock "$folder/.lock"
  for tool; do
    if [[ -x $folder/$tool ]]; then continue; fi # another run built it meanwhile
    describe "$tool"
    wanted+=("$tool") packages+=("$PACKAGE")
  done
  if ((${#wanted[@]} > 0)); then
    scratch=$(mktemp -d "$folder/.build.XXXXXX")
    SCRATCH+=("$scratch")
    say "building ${wanted[*]}, once for this user; $(how_long "$module") on two cores"
    if ! GOWORK=off GOFLAGS='-mod=readonly -trimpath -buildvcs=false' CGO_ENABLED=$cgo interruptible go -C "$(module_folder "$module")" build \
      -tags "$(build_tags "$module")" "$COMPILER_FLAGS" -ldflags "$(linker_flags "$module")" -o "$scratch/" "${packages[@]}" >"$scratch/log" 2>&1; then
      tail -n 15 "$scratch/log" >&2
      die "could not build ${wanted[*]} (see above): it needs $GO_NEEDED and a Go module proxy, or put these programs on PATH"
    fi
    if [[ $module = gitea ]]; then keep_gitea_files "$folder" "$scratch"; fi
    for tool in "${wanted[@]}"; do
      describe "$tool"
      mv "$scratch/$(built_name "$PACKAGE")" "$folder/$tool"
    done
    rm -rf "$scratch"
    say "built ${wanted[*]} in $((SECONDS - from)) s"
  fi
  release_lock
}

# What Gitea's own builds have within the program: it reads them from this folder, which is beside it.
keep_gitea_files() { # FOLDER SCRATCH
  local source name
  source=$(GOWORK=off go -C "$(module_folder gitea)" list -m -f '{{.Dir}}' code.gitea.io/gitea)
  mkdir -p "$2/gitea-files"
  for name in options templates public; do cp -R "$source/$name" "$2/gitea-files/$name"; done
  chmod -R u+w "$2/gitea-files" # the module cache is read-only
  rm -rf "$1/gitea-files"
  mv "$2/gitea-files" "$1/gitea-files"
}

how_long() { # MODULE
  case $1 in
    helm) echo 'it takes about a minute' ;;
    collector) echo 'it takes about 3 minutes' ;;
    gitea) echo 'it takes about 4 minutes' ;;
    *) echo 'all of them take about 7 minutes' ;;
  esac
}

# What go calls the program: the last part of its path that is no version.
built_name() { # PACKAGE
  local path=${1%/v[0-9]}
  echo "${path##*/}"
}

# Go takes a newer version of itself from the module proxy if it may, so the one that counts is that of the tools' module.
need_go() { # TOOL...
  local version
  command -v go >/dev/null ||
    die "no usable $* on PATH or in KUBEBUILDER_ASSETS, and no Go to build them: install $GO_NEEDED, or these programs"
  version=$(GOWORK=off go -C "$E2E/tools" env GOVERSION 2>&1) && at_least "$(grep -oE '[0-9]+\.[0-9]+' <<<"$version" | head -n 1)" 1.26 ||
    die "go is too old, or could not get the version that the tools need ($version): install $GO_NEEDED"
}

link() { # TARGET LINK: in one step, as tests may be using the old one
  if [[ $(readlink "$2" 2>/dev/null) != "$1" ]]; then
    ln -sfn "$1" "$2.new"
    mv -f "$2.new" "$2"
  fi
}

# What a look-up depends on; while it stays the same the link is good.
lookup_key() { # MODULE
  local folder
  folder=$(module_folder "$1")
  { cat "$folder/go.mod" "$folder/go.sum"; echo "$PATH:${KUBEBUILDER_ASSETS:-}:$(cache_folder "$1")"; } | checksum
}

# Those that are neither linked yet nor found anywhere.
missing_tools() { # TOOL...
  local tool
  for tool; do
    is_linked "$tool" "$(lookup_key "$(module_of "$tool")")" || find_tool "$tool" >/dev/null || echo "$tool"
  done
}

is_linked() { # TOOL KEY
  [[ -x $BIN/$1 && $(cat "$BIN/.found/$1" 2>/dev/null) = "$2" ]]
}

ensure_tools() { # TOOL...
  local tool module
  declare -A wanted=()
  for tool; do wanted[$(module_of "$tool")_]+="$tool "; done
  for module in "${!wanted[@]}"; do
    # shellcheck disable=SC2086
    ensure_of_module "${module%_}" ${wanted[$module]}
  done
  lay_out_for_tests
}

ensure_of_module() { # MODULE TOOL...
  local module=$1 tool file key missing=()
  shift
  key=$(lookup_key "$module")
  mkdir -p "$BIN/.found"
  mapfile -t missing < <(missing_tools "$@")
  if ((${#missing[@]} > 0)); then build_tools "$module" "${missing[@]}"; fi
  for tool; do
    if is_linked "$tool" "$key"; then continue; fi
    file=$(find_tool "$tool") || die "$tool is gone from $(cache_folder "$module"): run this again"
    link "$file" "$BIN/$tool"
    echo "$key" >"$BIN/.found/$tool"
  done
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
