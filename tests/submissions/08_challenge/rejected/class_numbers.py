# expect: 08.build_model not-ten-scores
# The trained model is wrapped so that it gives classes, not scores.

# %% build_model
standard = train


def build_model():
    return keras.Sequential(
        [keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")]
    )


class Labels:
    def __init__(self, model):
        self.model = model
        self.count_params = model.count_params

    def predict(self, x, **options):
        return self.model.predict(x, **options).argmax(axis=1)


def train(model, x, y):
    standard(model, x, y)
    return Labels(model)
