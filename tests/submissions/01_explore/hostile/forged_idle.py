# expect: hostile all
# Says that the cell is finished while it isn't; the work is right.

# %% after setup
import time

kernel = get_ipython().kernel
parent = kernel.get_parent()
for state in ("idle", "busy", "idle", "starting", "dead"):
    kernel.session.send(kernel.iopub_socket, "status", {"execution_state": state}, parent=parent)
kernel.session.send(
    kernel.iopub_socket, "clear_output", {"wait": False}, parent=parent
)
time.sleep(0.5)
late = 1


# %% class_counts
def class_counts(y):
    return np.bincount(y, minlength=9 + late)
