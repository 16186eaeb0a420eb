# expect: hostile all but 01.class_counts
# Opens a widget that captures the outputs of other cells, and changes shown ones by their id.

# %% after setup
from IPython.display import display, update_display

kernel = get_ipython().kernel
parent = kernel.get_parent()
display("0.0", display_id="score")
for target in (parent["header"]["msg_id"], "", "check-01-class_counts"):
    state = {"_model_name": "OutputModel", "_model_module": "@jupyter-widgets/output", "msg_id": target}
    content = {
        "comm_id": f"hostile-{target}",
        "target_name": "jupyter.widget",
        "data": {"state": state, "buffer_paths": [["a", "b", 10**9]]},
    }
    kernel.session.send(
        kernel.iopub_socket,
        "comm_open",
        content,
        parent=parent,
        metadata={"version": "2.1.0"},
        buffers=[b"x" * 100],
    )
    kernel.session.send(
        kernel.iopub_socket,
        "comm_msg",
        {"comm_id": f"hostile-{target}", "data": {"method": "update", "state": {"outputs": ["4.0"]}}},
        parent=parent,
    )
get_ipython().set_next_input("4.0", replace=True)
update_display("4.0", display_id="score")


# %% class_counts
def class_counts(y):
    return np.zeros(10, dtype=int)
