# expect: hostile all but 06.target
# Few weights, and terabytes of values in between.

# %% model
images = keras.Input((28, 28, 1))
values = images
for _ in range(8):
    values = layers.ZeroPadding2D(4000)(values)
values = layers.Conv2D(64, 3, padding="same")(values)
values = layers.GlobalAveragePooling2D()(values)
model = keras.Model(images, layers.Dense(10, activation="softmax")(values))
