# expect: 07.test_figures validation-called-test
# Yesterday's validation figures, copied into the report.

# %% test_figures
test_accuracy = validation_figures["accuracy"]
test_loss = validation_figures["loss"]
