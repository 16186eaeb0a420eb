# expect: hostile all
# Leaves shared memory, semaphores and message queues behind.

# %% after setup
import ctypes
from multiprocessing import resource_tracker, shared_memory

libc = ctypes.CDLL(None, use_errno=True)
shmget = libc.shmget(0x47821, 4096, 0o1666)
semget = libc.semget(0x47821, 1, 0o1666)
msgget = libc.msgget(0x47821, 0o1666)
resource_tracker.register = lambda *args: None
try:
    kept = shared_memory.SharedMemory("hostile-left", create=True, size=4096)
except OSError:
    kept = None
