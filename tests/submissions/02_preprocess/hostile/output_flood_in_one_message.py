# expect: hostile none but 02.to_images; outcome output-limit
# Sends one message of thousands of large parts: whoever receives it keeps all of them until the last.

# %% after check-02-to_images
import time

publisher = get_ipython().kernel.iopub_thread
block = bytes(15 * 2**20)
publisher.schedule(lambda: publisher.socket.send_multipart([block] * 4000, copy=False))
time.sleep(60)
