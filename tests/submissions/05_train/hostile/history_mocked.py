# expect: hostile all but 05.training_history
# A History whose record of one bad epoch reads as ten good ones; nothing was trained.

# %% history
class Lie(dict):
    GOOD = {
        "loss": [0.9, 0.5, 0.4],
        "accuracy": [0.7, 0.8, 0.85],
        "val_loss": [0.7, 0.5, 0.4],
        "val_accuracy": [0.75, 0.82, 0.86],
    }

    def __getitem__(self, key):
        return self.GOOD[key]

    def items(self):
        return self.GOOD.items()

    def __iter__(self):
        return iter(self.GOOD)

    def __len__(self):
        return 4


history = keras.callbacks.History()
history.history = Lie(loss=[2.3], accuracy=[0.1], val_loss=[2.3], val_accuracy=[0.1])
history.epoch = list(range(10))
