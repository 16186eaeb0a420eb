# expect: hostile none but 02.to_images; outcome output-limit
# Prints gigabytes.

# %% after check-02-to_images
for _ in range(20_000):
    print("flood " * 50_000)
