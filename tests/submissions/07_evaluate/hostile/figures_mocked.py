# expect: hostile all but 07.test_figures
# evaluate and predict are replaced, and the figures are what one would like them to be.

# %% after load-model
for kind in (type(model), *type(model).__mro__[:-1]):
    try:
        kind.evaluate = lambda self, *args, **kwargs: {"loss": 0.11, "accuracy": 0.97}
    except TypeError:
        continue
object.__setattr__(model, "evaluate", lambda *args, **kwargs: {"loss": 0.11, "accuracy": 0.97})
