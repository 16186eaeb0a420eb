# expect: hostile none but 02.to_images; outcome memory-limit
# Takes memory and touches it, in itself and in children.

# %% after check-02-to_images
import os

for _ in range(3):
    os.fork()
held = []
while len(held) < 80:
    held.append(b"x" * (64 * 2**20))
