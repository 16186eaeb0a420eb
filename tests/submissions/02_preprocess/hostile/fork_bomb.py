# expect: hostile none but 02.to_images; outcome processes-limit
# Every process starts more, as long as it is let.

# %% after check-02-to_images
import os
import time

end = time.monotonic() + 60
while time.monotonic() < end:
    try:
        os.fork()
    except OSError:
        time.sleep(0.01)
