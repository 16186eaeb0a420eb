# expect: 06.target network-cannot-cross
# A Lambda layer can't be graded.

# %% model
fix = recorded.network("fix")
model = keras.Sequential(
    [keras.Input((28, 28, 1)), layers.Lambda(lambda images: images * 1.0), *fix.layers]
)
