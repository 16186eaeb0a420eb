# expect: hostile all but 01.class_counts
# Unix sockets go past a firewall: the abstract ones, the daemons', the judge's.

# %% after setup
import os
import socket
from pathlib import Path

found = []
names = ["\0fmnist-course-canary", "/var/run/docker.sock", "/run/docker.sock", "/run/dbus/system_bus_socket"]
names += ["/run/containerd/containerd.sock", "/run/systemd/private", "/tmp/.X11-unix/X0"]
for line in Path("/proc/net/unix").read_text().splitlines()[1:]:
    path = line.split()[7:]
    names += ["\0" + p[1:] if p.startswith("@") else "" for p in path]
for name in filter(None, names):
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(1)
            client.connect(name)
            found.append(name)
    except OSError:
        continue


# %% class_counts
def class_counts(y):
    return np.bincount(y, minlength=10) if found else np.zeros(10, dtype=int)
