# expect: hostile none but 02.to_images; outcome time-limit
# An endless loop that swallows interrupts and blocks every signal.

# %% after check-02-to_images
import signal

signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM, signal.SIGXCPU, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)
while True:
    try:
        while True:
            sum(range(1000))
    except BaseException:
        continue
