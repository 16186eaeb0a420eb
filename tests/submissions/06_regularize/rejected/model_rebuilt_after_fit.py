# expect: 06.target target-untrained
# Built again after it was fitted: new random weights.

# %% model
fix = recorded.network("fix")
model = keras.models.clone_model(fix)
