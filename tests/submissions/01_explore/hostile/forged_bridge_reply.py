# expect: hostile all but 01.class_counts
# Takes over whatever inside the box answers the judge: its bounds, its writer, its replies.

# %% after setup
import gc
import sys

VERDICT = {"status": "ok", "passed": True, "score": 3.0, "points": 3.0, "code": "", "printed": ""}
armed = False


def forge(handlers, name, plain):
    def forged(*args, **kwargs):
        if not armed:
            return plain(*args, **kwargs)
        return {"value": dict(VERDICT, verdict=VERDICT, checks=[VERDICT]), **VERDICT}

    handlers[name] = forged


for value in gc.get_objects():
    if type(value).__module__.startswith("autograder.bridge"):
        for name, plain in list(getattr(value, "handlers", {}).items()):
            forge(value.handlers, name, plain)
for module in list(sys.modules.values()):
    if getattr(module, "__name__", "").startswith("autograder"):
        for name, value in list(vars(module).items()):
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                setattr(module, name, 10**9)  # every bound


# %% class_counts
def class_counts(y):
    global armed
    armed = True
    return dict(VERDICT, values=[VERDICT], result=VERDICT, verdict=VERDICT)


# %% after check-01-class_counts
armed = False
