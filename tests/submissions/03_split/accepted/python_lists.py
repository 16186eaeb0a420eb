# expect: accepted
# Plain Python: lists, random.Random, a dict of classes.

# %% after setup
import random

# %% train_validation_split
def train_validation_split(x, y, fraction=0.2, seed=0):
    chance = random.Random(seed)
    by_class = {}
    for position, label in enumerate(y):
        by_class.setdefault(int(label), []).append(position)
    train, val = [], []
    for positions in by_class.values():
        chance.shuffle(positions)
        cut = round(len(positions) * fraction)
        val += positions[:cut]
        train += positions[cut:]
    chance.shuffle(train)
    x_train = np.array([x[i] for i in train])
    y_train = np.array([y[i] for i in train])
    x_val = np.array([x[i] for i in val])
    return x_train, y_train, x_val, [int(y[i]) for i in val]
