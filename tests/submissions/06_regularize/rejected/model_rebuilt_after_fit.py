# expect: 06.target target-never-fitted
# Built again after it was fitted: new random weights.

# %% model
fix = recorded.network("fix")
model = keras.models.clone_model(fix)
