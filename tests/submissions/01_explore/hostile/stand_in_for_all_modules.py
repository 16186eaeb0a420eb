# expect: hostile none
# Replaces every module that the box's own side needs to answer the judge: nothing can be shown then.

# %% after setup
import sys
import types

stand_in = types.ModuleType("autograder")
stand_in.__path__ = []
stand_in.__getattr__ = lambda name: lambda *args, **kwargs: 4.0
for name, module in list(sys.modules.items()):
    if name == "autograder" or name.startswith("autograder."):
        sys.modules[name] = stand_in
        if name.startswith("autograder.checks."):  # what was imported from it uses its names still
            vars(module).update({key: stand_in.any for key in vars(module) if key[:2] != "__"})


# %% class_counts
def class_counts(y):
    return np.zeros(10, dtype=int)
