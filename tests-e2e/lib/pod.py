#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Starts the container of a pod as a kubelet would: with the arguments, environment, ServiceAccount token, volumes, user and
read-only root that the API server holds. It becomes the container's process, without a container runtime: in a mount and a
user namespace of its own, on this machine's network.

usage: pod.py NAMESPACE POD FOLDER -- ENTRYPOINT...

FOLDER is emptied and holds the volumes. Environment: KUBECTL (a command), KUBECONFIG (of an administrator), and
POD_ROOT, the image's root file system; without it, this machine's programs and the repository, read-only, stand in.
POD_USER is the image's user, and POD_IMAGE_ENV its environment as NAME=value lines.
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
        user = str(context.get("runAsUser", os.environ.get("POD_USER") or "0")).split(":")[0]
        if context.get("runAsNonRoot") and (not user.isdigit() or int(user) == 0):
            raise SystemExit("the pod must not run as root, and the image's user is " + user)
        return user

    def script(self, entrypoint):
        """Mounts for the shell in the new namespaces, and at last the program."""
        quote = shlex.quote
        scratch = os.path.join(self.folder, "scratch")
        root, image = scratch + "/root", os.environ.get("POD_ROOT", "")
        os.makedirs(scratch)
        lines = ["set -e", "mount --make-rprivate /", f"mount -t tmpfs -o mode=755 none {quote(scratch)}",
                 f"mkdir {quote(scratch)}/upper {quote(scratch)}/work {quote(scratch)}/none {quote(root)}",
                 f"mount -t overlay -o lowerdir={quote(image or scratch + '/none')},upperdir={quote(scratch)}/upper,"
                 f"workdir={quote(scratch)}/work overlay {quote(root)}"]
        binds = [] if image else [(path, path) for path in HOST_FOLDERS + [os.environ["POD_REPOSITORY"]] if os.path.isdir(path)]
        if image:
            binds += [(path, path) for path in ("/etc/hosts", "/etc/resolv.conf") if os.path.isfile(path)]
        volumes = {volume["name"]: self.write_volume(volume) for volume in self.spec.get("volumes", [])}
        binds += [(volumes[mount["name"]], mount["mountPath"]) for mount in self.container.get("volumeMounts", [])]
        for source, path in binds:
            target = quote(root + path)
            make = f"mkdir -p {target}" if os.path.isdir(source) else f"mkdir -p $(dirname {target}) && touch {target}"
            lines += [make, f"mount --bind {quote(source)} {target}"]
        for path in ("/proc", "/dev"):
            lines += [f"mkdir -p {quote(root + path)}", f"mount --rbind {path} {quote(root + path)}"]
        if self.container.get("securityContext", {}).get("readOnlyRootFilesystem"):
            lines.append(f"mount -o remount,ro {quote(root)}")
        program = " ".join(map(quote, self.container.get("command", entrypoint) + self.container.get("args", [])))
        lines.append(f"exec unshare --user --map-user={self.user()} --map-group={self.user()} --root={quote(root)} --wd=/ {program}")
        return "\n".join(lines)


def main():
    namespace, name, folder = sys.argv[1:4]
    folder = os.path.abspath(folder)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    pod = Pod(namespace, name, folder)
    script, environment = pod.script(sys.argv[5:]), pod.environment()
    os.execve(shutil.which("unshare"), ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script], environment)


main()
