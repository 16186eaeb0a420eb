# expect: hostile none but 02.to_images; outcome kernel-died or time-limit
# Asks its own kernel to shut down, and closes its sockets. On a busy machine the kernel may hang
# while it ends: then its cell never answers.

# %% after check-02-to_images
import asyncio

kernel = get_ipython().kernel
for stream in (kernel.shell_stream, kernel.control_stream, kernel.iopub_socket):
    try:
        stream.close()
    except Exception:
        continue
asyncio.get_event_loop().stop()
kernel.do_shutdown(False)
