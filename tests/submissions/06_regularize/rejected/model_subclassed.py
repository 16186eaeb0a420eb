# expect: 06.target network-cannot-cross
# A subclassed model can't be graded.

# %% model
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.inner = recorded.network("fix")

    def call(self, images, training=False):
        return self.inner(images, training=training)


model = Net()
model(x_val[:2])
