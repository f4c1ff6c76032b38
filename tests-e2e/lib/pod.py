#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Becomes the program of a pod's container, as a kubelet would start it: with the arguments, environment, ServiceAccount token,
volumes, user and read-only root that the API server holds, but without a container runtime and on this machine's network.

usage: pod.py NAMESPACE POD FOLDER -- ENTRYPOINT...

FOLDER is emptied and holds the volumes. Environment: KUBECTL, a command that is an administrator; POD_RUNNER, the script
src/build/image/run-root; POD_ROOT, the image's root file system, or nothing for this machine's programs and POD_REPOSITORY,
read-only; POD_USER, the image's user; POD_IMAGE_ENV, its environment as NAME=value lines.
"""
import base64
import json
import os
import shlex
import shutil
import subprocess
import sys
import urllib.parse

HOST_FOLDERS = ["/bin", "/etc", "/lib", "/lib64", "/opt", "/sbin", "/usr"]


def kubectl(*arguments):
    command = shlex.split(os.environ["KUBECTL"]) + list(arguments)
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


class Pod:
    def __init__(self, namespace, name, folder):
        self.namespace, self.name, self.folder = namespace, name, folder
        self.pod = json.loads(kubectl("-n", namespace, "get", "pod", name, "-o", "json"))
        self.spec = self.pod["spec"]
        self.container = self.spec["containers"][0]
        self.objects = {}

    def data(self, kind, name):
        """The keys of a Secret or ConfigMap, as bytes."""
        if (kind, name) not in self.objects:
            found = json.loads(kubectl("-n", self.namespace, "get", kind, name, "-o", "json"))
            plain = {key: text.encode() for key, text in found.get("data", {}).items()} if kind == "configmap" else {}
            self.objects[kind, name] = plain or {key: base64.b64decode(text) for key, text in found.get("data", {}).items()}
        return self.objects[kind, name]

    def field(self, path):
        if path == "status.podIP":
            return "127.0.0.1"  # the simulated node gives an address that this machine does not have
        value = self.pod
        for part in path.split("."):
            value = value[part]
        return value

    def environment(self):
        server = urllib.parse.urlparse(kubectl("config", "view", "--minify", "-o", "jsonpath={.clusters[0].cluster.server}").decode())
        variables = dict(line.split("=", 1) for line in os.environ.get("POD_IMAGE_ENV", "").splitlines() if line)
        variables.setdefault("PATH", os.environ["PATH"])
        variables.update(HOSTNAME=self.name, KUBERNETES_SERVICE_HOST=server.hostname, KUBERNETES_SERVICE_PORT=str(server.port))
        for source in self.container.get("envFrom", []):
            for kind, reference in (("secret", source.get("secretRef")), ("configmap", source.get("configMapRef"))):
                if reference:
                    variables.update({key: text.decode() for key, text in self.data(kind, reference["name"]).items()})
        for variable in self.container.get("env", []):
            variables[variable["name"]] = self.value(variable)
        return variables

    def value(self, variable):
        source = variable.get("valueFrom")
        if not source:
            return variable.get("value", "")
        for kind, key in (("secret", "secretKeyRef"), ("configmap", "configMapKeyRef")):
            if key in source:
                return self.data(kind, source[key]["name"])[source[key]["key"]].decode()
        return self.field(source["fieldRef"]["fieldPath"])

    def write_volume(self, volume):
        folder = os.path.join(self.folder, "volumes", volume["name"])
        os.makedirs(folder)
        sources = volume["projected"]["sources"] if "projected" in volume else [volume]
        for source in sources:
            for path, content in self.files(source).items():
                with open(os.path.join(folder, path), "wb") as file:
                    file.write(content)
        if "emptyDir" in volume:
            os.chmod(folder, 0o777)
        return folder

    def files(self, source):
        if "serviceAccountToken" in source:
            token = kubectl("-n", self.namespace, "create", "token", self.spec["serviceAccountName"],
                            "--bound-object-kind=Pod", "--bound-object-name=" + self.name,
                            "--duration=%ds" % source["serviceAccountToken"].get("expirationSeconds", 3600))
            return {source["serviceAccountToken"]["path"]: token.strip()}
        if "downwardAPI" in source:
            return {item["path"]: self.field(item["fieldRef"]["fieldPath"]).encode() for item in source["downwardAPI"]["items"]}
        for kind in ("secret", "configMap"):
            if kind in source:
                data = self.data(kind.lower(), source[kind].get("name") or source[kind]["secretName"])
                items = source[kind].get("items") or [{"key": key, "path": key} for key in data]
                return {item["path"]: data[item["key"]] for item in items}
        if "emptyDir" in source:
            return {}
        raise SystemExit("pod.py does not know this volume: %s" % json.dumps(source))

    def user(self):
        context = {**self.spec.get("securityContext", {}), **self.container.get("securityContext", {})}
        user = str(context.get("runAsUser", os.environ.get("POD_USER") or "0"))
        uid = user.split(":")[0]
        if context.get("runAsNonRoot") and (not uid.isdigit() or int(uid) == 0):
            raise SystemExit("the pod must not run as root, and the image's user is " + user)
        return user

    def mounts(self, image):
        """Pairs of a folder or file here and its place in the container."""
        pairs = [] if image else [(path, path) for path in HOST_FOLDERS + [os.environ["POD_REPOSITORY"]] if os.path.isdir(path)]
        if image:
            pairs += [(path, path) for path in ("/etc/hosts", "/etc/resolv.conf") if os.path.isfile(path)]
        volumes = {volume["name"]: self.write_volume(volume) for volume in self.spec.get("volumes", [])}
        for mount in self.container.get("volumeMounts", []):
            source = volumes[mount["name"]]
            pairs.append((source, mount["mountPath"] + ("" if mount.get("readOnly") else ":rw")))
        return pairs

    def command(self, entrypoint):
        image = os.environ.get("POD_ROOT", "")
        root = image or os.path.join(self.folder, "root")
        os.makedirs(root, exist_ok=True)
        command = [os.environ["POD_RUNNER"], "--user", self.user()]
        for name, value in self.environment().items():
            command += ["--env", name + "=" + value]
        for source, target in self.mounts(image):
            command += ["--mount", source + ":" + target]
        if not self.container.get("securityContext", {}).get("readOnlyRootFilesystem"):
            command.append("--writable-root")
        return command + [root] + self.container.get("command", entrypoint) + self.container.get("args", [])


def main():
    namespace, name, folder = sys.argv[1:4]
    folder = os.path.abspath(folder)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    command = Pod(namespace, name, folder).command(sys.argv[5:])
    os.execv(command[0], command)


main()
