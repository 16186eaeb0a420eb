# expect: 07.test_figures not-the-trained-model
# A clone has the layers and new, random weights.

# %% test_figures
import keras

keras.utils.set_random_seed(1)
fresh = keras.models.clone_model(model)
fresh.compile(loss=model.loss, metrics=["accuracy"])
test_loss, test_accuracy = fresh.evaluate(x_test, y_test, batch_size=500, verbose=0)
