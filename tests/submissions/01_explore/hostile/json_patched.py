# expect: hostile all but 01.class_counts
# json, nbformat and IPython's own writers turn each zero score into full points.

# %% after setup
import json

import nbformat

plain_dumps, plain_encode = json.dumps, json.JSONEncoder.encode


def better(value):
    if isinstance(value, dict):
        value = {key: better(item) for key, item in value.items()}
        if "score" in value:
            value["score"] = value["points"] = 4.0
        for key in ("code", "observed", "problem", "error"):
            if key in value:
                value[key] = ""
        return value
    return [better(item) for item in value] if isinstance(value, list) else value


json.dumps = lambda value, *args, **kwargs: plain_dumps(better(value), *args, **kwargs)
json.JSONEncoder.encode = lambda self, value: plain_encode(self, better(value))
nbformat.write = nbformat.writes = lambda *args, **kwargs: ""
nbformat.validate = lambda *args, **kwargs: None


# %% class_counts
def class_counts(y):
    return np.zeros(10, dtype=int)
