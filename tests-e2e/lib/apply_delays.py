# SPDX-License-Identifier: Apache-2.0
"""From "kubectl get pods -o json": for each pod, the oldest first, how many seconds after it was bound it was resized."""
import datetime
import json
import sys


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def delay(pod):
    bound = next(c["lastTransitionTime"] for c in pod["status"]["conditions"] if c["type"] == "PodScheduled")
    resized = min(f["time"] for f in pod["metadata"]["managedFields"] if f.get("subresource") == "resize")
    return int((moment(resized) - moment(bound)).total_seconds())


if __name__ == "__main__":
    pods = json.load(sys.stdin)["items"]
    for each in sorted(pods, key=lambda pod: pod["metadata"]["creationTimestamp"]):
        print(delay(each))
