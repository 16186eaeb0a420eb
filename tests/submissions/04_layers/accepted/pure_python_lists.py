# expect: accepted
# Nested lists all the way, with prints and a warning.

# %% conv2d
import sys
import warnings


def conv2d(image, kernel):
    warnings.warn("slow but clear")
    print("image", image.shape, file=sys.stderr)
    rows, columns = len(image) - len(kernel) + 1, len(image[0]) - len(kernel[0]) + 1
    return [
        [
            sum(
                image[y + i][x + j] * kernel[i][j]
                for i in range(len(kernel))
                for j in range(len(kernel[0]))
            )
            for x in range(columns)
        ]
        for y in range(rows)
    ]

# %% max_pool
def max_pool(image, size=2):
    return [
        [
            max(image[y * size + i][x * size + j] for i in range(size) for j in range(size))
            for x in range(len(image[0]) // size)
        ]
        for y in range(len(image) // size)
    ]

# %% count_parameters
def count_parameters(kernel_size, in_channels, filters):
    total = 0
    for _ in range(filters):
        total += kernel_size * kernel_size * in_channels
        total += 1
    print("total", total)
    return total
