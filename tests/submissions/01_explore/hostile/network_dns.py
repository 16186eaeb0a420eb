# expect: hostile all but 01.class_counts
# Asks for names, which would carry answers out and in.

# %% after setup
import socket

found = []
socket.setdefaulttimeout(1)
for name in ("example.com", "pypi.org", "0123.answers.example.org"):
    for ask in (socket.gethostbyname, lambda n: socket.getaddrinfo(n, 443)):
        try:
            found.append(ask(name))
        except OSError:
            continue
with open("/proc/net/dev") as file:
    found += [line for line in file.read().splitlines()[2:] if not line.strip().startswith("lo:")]


# %% class_counts
def class_counts(y):
    return np.bincount(y, minlength=10) if found else np.zeros(10, dtype=int)
