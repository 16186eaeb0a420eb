# expect: hostile none but 01.split_columns; outcome time-limit
# Stops every clock and every alarm inside, then computes for ever when it is called.

# %% after setup
import signal
import threading
import time

for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
    setattr(time, name, lambda: 0.0)
signal.setitimer = signal.alarm = lambda *args: (0.0, 0.0)
signal.signal = lambda *args: None
threading.Timer = threading.Thread


# %% class_counts
def class_counts(y):
    while True:
        try:
            sum(range(1000))
        except BaseException:
            continue
