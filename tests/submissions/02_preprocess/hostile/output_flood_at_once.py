# expect: hostile none but 02.to_images; outcome memory-limit
# Prints more in a moment than the kernel can hold before it sends any of it.

# %% after check-02-to_images
text = "flood " * 10_000_000
for _ in range(200):
    print(text, end="")
