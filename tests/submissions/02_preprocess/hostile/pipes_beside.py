# expect: hostile all; flag special-file
# A named pipe, a socket, an odd name, an empty and a closed directory; the work is right.

import os
import socket
from pathlib import Path

from autograder.corpus import write_notebook


def build(directory, notebook):
    write_notebook(directory, notebook)
    place = Path(directory)
    os.mkfifo(place / "waits-for-ever")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(place / "socket"))
    (place / "-rf").touch()
    (place / "new\nline $(touch hostile-left) `id`;.txt").touch()
    (place / ("long" * 60)).touch()
    os.close(os.open(os.fsencode(place) + b"/\xff\xfe", os.O_CREAT))
    (place / "deep" / "er").mkdir(parents=True)
