# SPDX-License-Identifier: Apache-2.0
"""Two days of usage for the cases, or as many hours as it is asked for.

of-pods   from "kubectl get pods -o json" to a line for each container in the annotation rightsizing.test/usage, which
          reads CONTAINER=CORES/MIB;...; the shape is in the annotation rightsizing.test/series
series    from such lines to OpenMetrics; with HOURS of the past and HOURS to come, as if scraped while somebody watches

A line: NAMESPACE POD CONTAINER CORES MIB SHAPE [FROM_HOUR TO_HOUR]
CORES and MIB are steady; hours count from the start. SHAPE says how the series look:

plain         one CPU and one memory series, a sample a minute
per-cpu       a CPU series for each of four cores, as cAdvisor with cgroup v1 has them
dips          the CPU counter falls by a second now and then, as a deduplicating store makes it
bursts        two minutes at 1.8 cores in every fifty
no-container  container is empty, as cri-dockerd has it
old-labels    pod_name and container_name, as before Kubernetes 1.16
slow          a sample every five minutes
cluster=NAME  a label cluster with that value
"""
import json
import sys
import time

HOURS = 50
CPU, MEMORY = "container_cpu_usage_seconds_total", "container_memory_working_set_bytes"
MI = 1 << 20


class Usage:
    """Series by metric, because OpenMetrics wants the samples of a metric together."""

    def __init__(self, now, past, ahead):
        self.start = now - past * 3600
        self.hours = past + ahead
        self.lines = {CPU: [], MEMORY: []}

    def counter(self, labels, cores, start, end, step=60, base=1000.0, dips=()):
        total, name = base, CPU + text(labels)
        for number, at in enumerate(range(start, end + 1, step)):
            total += cores(at) * step
            shown = total - cores(at) * step - 1 if number in dips else total
            self.lines[CPU].append(f"{name} {shown:.3f} {at}")

    def gauge(self, labels, value, start, end, step=60):
        name = MEMORY + text(labels)
        for at in range(start, end + 1, step):
            self.lines[MEMORY].append(f"{name} {value:.0f} {at}")

    def add(self, namespace, pod, container, cores, mib, shape, start, end):
        labels = {"namespace": namespace, "pod": pod, "container": container}
        steady, step, base, dips, extra = (lambda at: cores), 60, 1000.0, (), {"cpu": "total"}
        if shape == "per-cpu":
            for core in range(4):
                self.counter({**labels, "cpu": f"cpu{core:02}"}, lambda at: cores / 4, start, end)
            return self.gauge(labels, mib * MI, start, end)
        if shape == "dips":
            base = 3.0e6
            # Never where one window of five minutes ends and the next begins: no rate sees that fall.
            dips = tuple(n + (120 - start - n * step) % 300 // step for n in (12, 502, 1503, 2504))
        elif shape == "bursts":
            steady = lambda at: 1.8 if at // 60 % 50 < 2 else cores
        elif shape == "no-container":
            labels = {"namespace": namespace, "pod": pod, "container": "", "id": f"/kubepods/pod{pod}"}
        elif shape == "old-labels":
            labels = {"namespace": namespace, "pod_name": pod, "container_name": container}
        elif shape == "slow":
            step = 300
        elif shape.startswith("cluster="):
            labels["cluster"] = shape.partition("=")[2]
        elif shape != "plain":
            raise SystemExit(f"no such shape: {shape}")
        self.counter({**labels, **extra}, steady, start, end, step, base, dips)
        self.gauge(labels, mib * MI, start, end, step)


def text(labels):
    return "{" + ",".join(f'{key}="{value}"' for key, value in labels.items()) + "}"


def of_pods():
    for pod in json.load(sys.stdin)["items"]:
        meta = pod["metadata"]
        annotations = meta.get("annotations", {})
        shape = annotations.get("rightsizing.test/series", "plain")
        for part in filter(None, annotations.get("rightsizing.test/usage", "").split(";")):
            container, _, amounts = part.partition("=")
            cores, _, mib = amounts.partition("/")
            print(meta["namespace"], meta["name"], container, cores, mib, shape)


def series(past=HOURS, ahead=0):
    usage = Usage(int(time.time()) // 60 * 60, int(past), int(ahead))
    for line in sys.stdin:
        namespace, pod, container, cores, mib, shape, *hours = line.split()
        first, last = (int(hours[0]), float(hours[1])) if hours else (0, usage.hours)
        usage.add(namespace, pod, container, float(cores), float(mib), shape,
                  usage.start + first * 3600, usage.start + int(last * 3600))
    for metric, kind in ((CPU, "counter"), (MEMORY, "gauge")):
        print(f"# TYPE {metric.removesuffix('_total')} {kind}")
        print("\n".join(usage.lines[metric]))
    print("# EOF")


if __name__ == "__main__":
    {"of-pods": of_pods, "series": series}[sys.argv[1]](*sys.argv[2:])
