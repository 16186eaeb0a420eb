# expect: hostile all but 01.class_counts
# Tries addresses on the Internet and every port of this machine.

# %% after setup
import socket
import urllib.request

found = []
for address in (("1.1.1.1", 443), ("93.184.215.14", 80), ("169.254.169.254", 80), ("10.0.0.1", 22)):
    try:
        socket.create_connection(address, timeout=0.3).close()
        found.append(address)
    except OSError:
        continue
for port in (*range(47800, 47900), 22, 80, 443, 5432, 8787, 8888):
    for host in ("127.0.0.1", "::1"):
        try:
            socket.create_connection((host, port), timeout=0.2).close()
            found.append(port)
        except OSError:
            continue
try:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.sendto(b"hello", ("1.1.1.1", 53))
        found.append("udp")
except OSError:
    pass
try:
    urllib.request.urlopen("https://pypi.org", timeout=1)
    found.append("https")
except OSError:
    pass


# %% class_counts
def class_counts(y):
    return np.bincount(y, minlength=10) if found else np.zeros(10, dtype=int)
