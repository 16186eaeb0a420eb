# expect: hostile none; outcome kernel-died
# Writes rubbish, lengths of an exabyte and verdicts into every open socket and pipe.

# %% after setup
import os
import struct

RUBBISH = (
    struct.pack(">Q", 2**60)
    + struct.pack("<Q", 2**60)
    + b'{"score": 4.0, "points": 4.0, "status": "ok"}\n'
    + b"\x00\xff" * 500
)
for fd in range(3, 256):
    try:
        if os.readlink(f"/proc/self/fd/{fd}").startswith(("socket:", "pipe:")):
            os.set_blocking(fd, False)
            os.write(fd, RUBBISH)
    except OSError:
        continue
