# expect: accepted
# A weak network of the student's own: points are for agreement, not for being high.

# %% after load-model
import keras

keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        keras.layers.AveragePooling2D(4),
        keras.layers.Flatten(),
        keras.layers.Dense(10),
    ]
)
model.compile(
    optimizer="adam",
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
few, few_labels = recorded.training_arrays()[:2]
model.fit(few[:2000], few_labels[:2000], epochs=3, verbose=0)
