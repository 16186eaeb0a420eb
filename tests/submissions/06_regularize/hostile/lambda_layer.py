# expect: hostile all but 06.target
# A .keras file with Lambda layers that run commands where they are loaded or called.

# %% model
import os


def steal(values):
    os.system("touch /tmp/hostile-left /var/tmp/hostile-left")
    return values


keras.config.enable_unsafe_deserialization()
images = keras.Input((28, 28, 1))
values = layers.Lambda(steal, output_shape=(28, 28, 1))(images)
model = keras.Model(images, recorded.network("fix")(values))
model.save("model.keras")
model = keras.saving.load_model("model.keras", safe_mode=False)
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
