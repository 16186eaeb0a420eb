# expect: 01.mean_image uint8-wraparound
# The total starts as a copy of a uint8 image.

# %% mean_image
def mean_image(x, y, label):
    members = x[y == label]
    total = members[0].copy()
    for image in members[1:]:
        total = total + image
    return (total / len(members)).reshape(28, 28)
