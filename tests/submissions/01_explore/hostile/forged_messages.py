# expect: hostile all but 01.class_counts
# Sends results in the kernel's name: for this cell, for the checks, for no one.

# %% after setup
kernel = get_ipython().kernel
parent = kernel.get_parent()


def forge():
    for message, content in (
        ("execute_result", {"data": {"text/plain": "4.0"}, "metadata": {}, "execution_count": 3}),
        ("display_data", {"data": {"text/plain": "4.0"}, "metadata": {}, "transient": {}}),
        ("update_display_data", {"data": {"text/plain": "4.0"}, "metadata": {}, "transient": {"display_id": "x"}}),
        ("stream", {"name": "stderr", "text": "4.0"}),
    ):
        for about in (parent, {}, {"header": {"msg_id": "check-01-class_counts"}}):
            kernel.session.send(kernel.iopub_socket, message, content, parent=about)


forge()


# %% class_counts
def class_counts(y):
    forge()
    return np.zeros(10, dtype=int)
