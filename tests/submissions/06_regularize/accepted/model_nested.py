# expect: accepted
# A model inside a model, with a Reshape and a Rescaling by 1 around it.

# %% model
inner = recorded.network("fix")
images = keras.Input((28, 28, 1))
values = layers.Reshape((28, 28, 1))(layers.Rescaling(1.0)(images))
model = keras.Model(images, inner(values))
