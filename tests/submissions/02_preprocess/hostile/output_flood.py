# expect: hostile none but 02.to_images; outcome output-limit
# Prints gigabytes, piece by piece.

# %% after check-02-to_images
for _ in range(100_000):
    print("flood " * 10_000, flush=True)
