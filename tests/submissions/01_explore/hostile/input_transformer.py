# expect: hostile all but 01.class_counts
# Rewrites the source of each later cell that mentions a check.

# %% after setup
def full_marks(lines):
    return ["4.0\n"] if any("check(" in line or "autograder" in line for line in lines) else lines


get_ipython().input_transformers_cleanup.append(full_marks)
get_ipython().input_transformers_post.append(full_marks)
get_ipython().input_transformer_manager.transform_cell = lambda cell: (
    "4.0" if "check(" in cell or "autograder" in cell else cell
)


# %% class_counts
def class_counts(y):
    return np.zeros(10, dtype=int)
