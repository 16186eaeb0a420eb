# expect: hostile none but 02.to_images; outcome time-limit
# Uses no computing time at all.

# %% after check-02-to_images
import time

while True:
    try:
        time.sleep(1000)
    except BaseException:
        continue
