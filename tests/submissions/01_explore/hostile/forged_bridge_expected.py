# expect: hostile all but 01.class_counts
# Answers each call with whatever the request itself holds, and never calls the function.

# %% after setup
import gc

for server in gc.get_objects():
    if type(server).__module__.startswith("autograder.bridge") and hasattr(server, "handles"):
        plain_call = server.handlers["call"]

        def call(request, plain_call=plain_call):
            if request.get("args") and len(request["args"]) == 1 and request["args"][0].ndim == 1:
                held = [v for v in (*request.values(), *request["kwargs"].values())]
                arrays = [v for v in held if type(v) is np.ndarray and v.shape == (10,)]
                return {"value": arrays[0] if arrays else np.zeros(10, dtype=int)}
            return plain_call(request)

        server.handlers["call"] = call


# %% class_counts
def class_counts(y):
    return np.zeros(10, dtype=int)
