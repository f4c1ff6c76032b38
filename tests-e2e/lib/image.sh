# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# The image, unpacked, so that run-image can start it as a container runtime would: entry point, environment, user, read-only root.

IMAGE_FOLDER=$ROOT/target/image
BUNDLE=$IMAGE_FOLDER/bundle # root/ and what the image's configuration says, one value a line

image_archive() { # prints its path; fails where none is built
  local file
  for file in "$IMAGE_FOLDER"/*.oci.tar; do
    [[ -f $file ]] && echo "$file" && return
  done
  return 1
}

# Builds the image unless it is there and newer than the jar.
build_image() {
  local archive
  archive=$(image_archive) && [[ $archive -nt $JAR ]] || interruptible "$ROOT/src/build/image/build" >&2
}

unpack_image() {
  local archive layout=$IMAGE_FOLDER/layout options=()
  build_image
  archive=$(image_archive) || die 'no image: run "make image"'
  if [[ $BUNDLE/cmd -nt $archive ]]; then return; fi
  rm -rf "$layout" "$BUNDLE"
  mkdir -p "$layout" "$BUNDLE"
  tar -C "$layout" -xf "$archive"
  ((EUID == 0)) || options=(--rootless)
  umoci raw unpack "${options[@]}" --image "$layout:$(image_tag "$layout")" "$BUNDLE/root"
  python3 - "$layout" "$BUNDLE" <<'END'
import json, sys
layout, bundle = sys.argv[1:]
blob = lambda digest: json.load(open(f"{layout}/blobs/{digest.replace(':', '/')}"))
manifest = blob(json.load(open(f"{layout}/index.json"))["manifests"][0]["digest"])
config = blob(manifest["config"]["digest"])["config"]
values = {"user": [config["User"]], "env": config["Env"], "entrypoint": config["Entrypoint"], "cmd": config.get("Cmd", []),
          "labels": sorted(f"{name}={value}" for name, value in config["Labels"].items())}
for name in ("user", "env", "labels", "entrypoint", "cmd"):
    open(f"{bundle}/{name}", "w").write("".join(f"{value}\n" for value in values[name]))
END
}

image_tag() { # LAYOUT
  python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["manifests"][0]["annotations"]["org.opencontainers.image.ref.name"])' "$1/index.json"
}

# Whether it can be built here; says why not. In CI it must be.
can_have_image() {
  local why
  if why=$("$E2E/check-tools" image 2>&1); then return; fi
  say "  the image is not tested here: ${why#*error: }"
  if [[ ${CI:-} = true ]]; then exit 1; fi
  return 1
}
