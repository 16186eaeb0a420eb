# expect: hostile all but 01.class_counts
# Takes over whatever module inside the box speaks for the judge, and has every answer say full points.

# %% after setup
import gc
import json
import sys
import types

VERDICT = {"status": "ok", "ok": True, "passed": True, "score": 3.0, "points": 3.0, "code": "", "value": 3.0}


def shout():
    """Writes verdicts to every open file and socket except standard input and output."""
    import os
    import socket

    text = json.dumps({"id": "01.class_counts", **VERDICT}).encode() + b"\n"
    for fd in range(3, 64):
        try:
            if os.readlink(f"/proc/self/fd/{fd}").startswith(("pipe:", "/")):
                os.write(fd, text)
        except OSError:
            continue


for module in list(sys.modules.values()):
    if getattr(module, "__name__", "").startswith("autograder"):
        for name, value in list(vars(module).items()):
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                setattr(module, name, 10**9)  # every bound
            if name in ("Failed", "CannotCross"):
                setattr(module, name, type(name, (Exception,), {}))
VERDICT["results"] = [dict(VERDICT, id="01.class_counts")]


# %% class_counts
def class_counts(y):
    return dict(VERDICT, values=[VERDICT], result=VERDICT, verdict=VERDICT)
