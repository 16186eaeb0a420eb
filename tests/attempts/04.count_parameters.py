import keras
from keras import layers

# %% no bias
# cause: The biases are not counted.
# codes: bias-left-out
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size * kernel_size * in_channels * filters

# %% bias one
# cause: One bias is counted for the whole layer, not one for each filter.
# codes: one-bias-in-all
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size ** 2 * in_channels * filters + 1

# %% no in_channels
# cause: in_channels is not used: a filter has weights for each channel.
# codes: input-channels-ignored
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size ** 2 + 1) * filters

# %% 9
# cause: 9 is written in, which is right for kernel size 3 only.
# codes: kernel-size-written-in
def count_parameters(kernel_size, in_channels, filters):
    return (9 * in_channels + 1) * filters

# %% constant
# cause: The example's answer is written in.
# codes: count-written-in
def count_parameters(kernel_size, in_channels, filters):
    return 320

# %% ^2
# cause: ^ is not a power in Python.
# codes: caret-for-power
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size ^ 2 * in_channels + 1) * filters

# %% bias in_channels
# cause: One bias is counted for each input channel, not one for each filter.
# codes: bias-per-input-channel
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size ** 2 * in_channels * filters + in_channels

# %% right
# cause: It is right.
# codes: passes
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size ** 2 * in_channels + 1) * filters

# %% kernel not squared
# cause: kernel_size is used once, so the kernel has one row.
# codes: kernel-not-squared
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size * in_channels + 1) * filters

# %% times two for the square
# cause: kernel_size * 2 is not the square.
# codes: kernel-not-squared
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size * 2 * in_channels + 1) * filters

# %% caret with parentheses
# cause: ^ is not a power in Python.
# codes: caret-for-power
def count_parameters(kernel_size, in_channels, filters):
    return ((kernel_size ^ 2) * in_channels + 1) * filters

# %% caret, bias at the end
# cause: ^ is not a power in Python.
# codes: caret-for-power
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size ^ 2 * in_channels * filters + filters

# %% bias inside the channel brackets
# cause: One bias is counted for each pair of input channel and filter.
# codes: bias-per-input-channel
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size * kernel_size + 1) * in_channels * filters

# %% filters forgotten
# cause: The parameters of one filter are counted only.
# codes: filters-ignored
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size ** 2 * in_channels + 1

# %% filters only in the bias
# cause: The weights of one filter are counted, and the biases of all.
# codes: filters-ignored
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size ** 2 * in_channels + filters

# %% filters forgotten, no bias
# cause: The weights of one filter are counted only, without a bias.
# codes: filters-ignored
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size ** 2 * in_channels

# %% added, not multiplied
# cause: Channels and filters are added where they have to be multiplied.
# codes: added-for-multiplied
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size ** 2 * (in_channels + filters)

# %% sums of everything
# cause: The weights, the channels and the filters are added up.
# codes: added-for-multiplied
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size ** 2 + in_channels + filters

# %% bias added twice
# cause: The biases are counted twice.
# codes: bias-counted-wrongly
def count_parameters(kernel_size, in_channels, filters):
    weights = (kernel_size ** 2 * in_channels + 1) * filters
    return weights + filters

# %% bias for each weight
# cause: One bias is counted for each weight.
# codes: bias-counted-wrongly
def count_parameters(kernel_size, in_channels, filters):
    weights = kernel_size ** 2 * in_channels * filters
    return weights * 2

# %% bias multiplied
# cause: The biases are multiplied with the weights, not added.
# codes: bias-counted-wrongly
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size ** 2 * in_channels * filters * filters

# %% channels and filters swapped
# cause: The bias is counted for each input channel: channels and filters are swapped.
# codes: bias-per-input-channel
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size ** 2 * filters + 1) * in_channels

# %% parameters renamed in another order
# cause: The parameters stand in another order in the def line.
# codes: bias-per-input-channel
def count_parameters(kernel_size, filters, in_channels):
    return (kernel_size ** 2 * in_channels + 1) * filters

# %% filters first as in Conv2D
# cause: The parameters stand in another order in the def line.
# codes: parameters-swapped
def count_parameters(filters, kernel_size, in_channels=1):
    return (kernel_size ** 2 * in_channels + 1) * filters

# %% bracket forgotten
# cause: The + 1 stands outside the brackets, so filters multiplies only the bias or only the weights.
# codes: one-bias-in-all filters-ignored
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size * kernel_size * in_channels + 1 * filters

# %% bracket around channels + 1
# cause: The + 1 is added to the channels, so there is one bias for each weight of the kernel.
# codes: bias-counted-wrongly
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size ** 2 * (in_channels + 1) * filters

# %% kernel squared plus bias squared
# cause: (kernel_size + 1) is squared.
# codes: bias-counted-wrongly
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size + 1) ** 2 * in_channels * filters

# %% 28 by 28 places
# cause: The kernel is counted once for each place that it visits.
# codes: counts-positions
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size ** 2 * in_channels + 1) * filters * 26 * 26

# %% image pixels
# cause: Each pixel is given weights of its own, as in a Dense layer.
# codes: counts-positions
def count_parameters(kernel_size, in_channels, filters):
    return 28 * 28 * in_channels * filters + filters

# %% prints
# cause: The number is printed, not returned.
# codes: returns-none
def count_parameters(kernel_size, in_channels, filters):
    print((kernel_size ** 2 * in_channels + 1) * filters)

# %% text
# cause: The number is turned into a text.
# codes: wrong-type
def count_parameters(kernel_size, in_channels, filters):
    return f"{(kernel_size ** 2 * in_channels + 1) * filters:,}"

# %% tuple of weights and biases
# cause: Weights and biases are returned as two numbers, not as their sum.
# codes: weights-and-biases-apart
def count_parameters(kernel_size, in_channels, filters):
    weights = kernel_size ** 2 * in_channels * filters
    biases = filters
    return weights, biases

# %% kernel_size as a pair
# cause: kernel_size is a number; the code reads it as a pair.
# codes: parameters-are-numbers
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size[0] * kernel_size[1] * in_channels + 1) * filters

# %% kernel_size unpacked
# cause: kernel_size is a number; the code unpacks it as a pair.
# codes: parameters-are-numbers
def count_parameters(kernel_size, in_channels, filters):
    kh, kw = kernel_size
    return (kh * kw * in_channels + 1) * filters

# %% kernel_size.shape
# cause: kernel_size is a number; it has no shape.
# codes: parameters-are-numbers
def count_parameters(kernel_size, in_channels, filters):
    kh, kw = kernel_size.shape
    return (kh * kw * in_channels + 1) * filters

# %% loops over filters without range
# cause: range(...) is missing: a number can't be looped over.
# codes: parameters-are-numbers
def count_parameters(kernel_size, in_channels, filters):
    total = 0
    for f in filters:
        total += kernel_size ** 2 * in_channels + 1
    return total

# %% len of a number
# cause: filters is a number; len is for lists and arrays.
# codes: parameters-are-numbers
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size ** 2 * in_channels + 1) * len(filters)

# %% weights misspelt
# cause: wieghts is a misspelt weights.
# codes: name-not-defined
def count_parameters(kernel_size, in_channels, filters):
    weights = kernel_size ** 2 * in_channels * filters
    return wieghts + filters

# %% channels
# cause: The parameter is called in_channels; channels is not defined.
# codes: name-not-defined
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size ** 2 * channels + 1) * filters

# %% missing times sign
# cause: Two values stand side by side without *, so Python takes it as a call.
# codes: times-sign-missing
def count_parameters(kernel_size, in_channels, filters):
    return filters (kernel_size ** 2 * in_channels + 1)

# %% x for times, as in the text
# cause: The result is computed for one kernel of the text, 3 x 3.
# codes: kernel-size-written-in
def count_parameters(kernel_size, in_channels, filters):
    weights = 3 * 3 * in_channels * filters
    return weights + filters

# %% example layer built
# cause: The layer gets one input channel whatever in_channels is.
# codes: input-channels-ignored
def count_parameters(kernel_size, in_channels, filters):
    layer = layers.Conv2D(filters, kernel_size)
    layer.build((None, 28, 28, 1))
    return layer.count_params()

# %% layer not built
# cause: The layer has no weights before it is built.
# codes: layer-not-built
def count_parameters(kernel_size, in_channels, filters):
    layer = layers.Conv2D(filters, kernel_size)
    return layer.count_params()

# %% Conv2D arguments swapped
# cause: Conv2D wants the number of filters first.
# codes: parameters-swapped
def count_parameters(kernel_size, in_channels, filters):
    layer = layers.Conv2D(kernel_size, filters)
    layer.build((None, 28, 28, in_channels))
    return layer.count_params()

# %% Conv2D without bias
# cause: use_bias=False leaves the biases out.
# codes: bias-left-out
def count_parameters(kernel_size, in_channels, filters):
    layer = layers.Conv2D(filters, kernel_size, use_bias=False)
    layer.build((None, 28, 28, in_channels))
    return layer.count_params()

# %% bias only when the example says so
# cause: The formula is made to fit the example, with 1 channel and 32 filters.
# codes: input-channels-ignored
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size * kernel_size * filters + filters

# %% channel and filter both in the bias
# cause: The biases are counted for both the channels and the filters.
# codes: bias-per-input-channel bias-counted-wrongly
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size ** 2 * in_channels * filters + in_channels + filters

# %% one row of the kernel, no bias
# cause: kernel_size is used once and there is no bias.
# codes: kernel-not-squared bias-left-out
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size * in_channels * filters

# %% channels ignored and no bias
# cause: in_channels is not used and there is no bias.
# codes: input-channels-ignored bias-left-out
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size ** 2 * filters

# %% float
# cause: It is right: the number is a whole one.
# codes: passes
def count_parameters(kernel_size, in_channels, filters):
    return np.prod([kernel_size, kernel_size, in_channels, filters]) + filters

# %% by Keras
# cause: It is right.
# codes: passes
def count_parameters(kernel_size, in_channels, filters):
    model = keras.Sequential([keras.Input((28, 28, in_channels)), layers.Conv2D(filters, kernel_size)])
    return model.count_params()

# %% loop over filters
# cause: It is right.
# codes: passes
def count_parameters(kernel_size, in_channels, filters):
    total = 0
    for _ in range(filters):
        for _ in range(in_channels):
            total += kernel_size * kernel_size
        total += 1
    return total

# %% return in the loop
# cause: The return is inside the loop, so one filter is counted only.
# codes: filters-ignored
def count_parameters(kernel_size, in_channels, filters):
    total = 0
    for _ in range(filters):
        total += kernel_size ** 2 * in_channels + 1
        return total

# %% loop over filters, total reset
# cause: The total is set to 0 inside the loop, so the last filter is counted only.
# codes: filters-ignored
def count_parameters(kernel_size, in_channels, filters):
    for _ in range(filters):
        total = 0
        total += kernel_size ** 2 * in_channels + 1
    return total


# %% filter for filters
# cause: filter is a function of Python; the parameter is called filters.
# codes: filter-is-pythons
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size * kernel_size * in_channels * filter + filter

# %% biases only
# cause: Only the biases are counted.
# codes: weights-left-out
def count_parameters(kernel_size, in_channels, filters):
    return filters

# %% one filter, one channel
# cause: One filter with one channel is counted.
# codes: filters-ignored input-channels-ignored
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size ** 2 + 1

# %% everything squared
# cause: The square is taken of kernel size times channels.
# codes: square-reaches-too-far
def count_parameters(kernel_size, in_channels, filters):
    return ((kernel_size * in_channels) ** 2 + 1) * filters

# %% square of the wrong number
# cause: The channels are squared, not the kernel size.
# codes: square-reaches-too-far
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size * in_channels ** 2 + 1) * filters

# %% two to the power
# cause: The power is written the wrong way round.
# codes: kernel-not-squared
def count_parameters(kernel_size, in_channels, filters):
    return (2 ** kernel_size * in_channels + 1) * filters

# %% bias as filters in the brackets
# cause: The biases of all filters are added for each filter.
# codes: bias-counted-wrongly
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size ** 2 * in_channels + filters) * filters

# %% a plus for a times
# cause: The square is added to channels times filters.
# codes: added-for-multiplied
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size ** 2 + in_channels * filters

# %% plus filters at last, added channels
# cause: The channels are added to the square.
# codes: added-for-multiplied
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size ** 2 + in_channels) * filters + filters

# %% values set again
# cause: The three values are set again in the function.
# codes: count-written-in
def count_parameters(kernel_size, in_channels, filters):
    kernel_size = 3
    in_channels = 1
    filters = 32
    return (kernel_size ** 2 * in_channels + 1) * filters

# %% channels set to 1
# cause: in_channels is set to 1 in the function.
# codes: input-channels-ignored
def count_parameters(kernel_size, in_channels, filters):
    in_channels = 1
    return (kernel_size ** 2 * in_channels + 1) * filters

# %% filters set to 32
# cause: filters is set to 32 in the function.
# codes: filters-ignored
def count_parameters(kernel_size, in_channels, filters):
    filters = 32
    return (kernel_size ** 2 * in_channels + 1) * filters

# %% nine times, no bias
# cause: 9 is written in, and the biases are missing.
# codes: kernel-size-written-in
def count_parameters(kernel_size, in_channels, filters):
    return 9 * in_channels * filters

# %% size of the map
# cause: The kernel is counted for each place of a 28 x 28 image.
# codes: counts-positions
def count_parameters(kernel_size, in_channels, filters):
    places = (28 - kernel_size + 1) ** 2
    return (kernel_size ** 2 * in_channels + 1) * filters * places

# %% input asked
# cause: input() asks a person, and the check has none.
# codes: asks-for-input
def count_parameters(kernel_size, in_channels, filters):
    kernel_size = int(input('size? '))
    return (kernel_size ** 2 * in_channels + 1) * filters

# %% image size of the notebook
# cause: h is not defined in the function.
# codes: name-not-defined
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size ** 2 * in_channels + 1) * filters * h

# %% list returned
# cause: Weights and biases are returned in a list.
# codes: weights-and-biases-apart
def count_parameters(kernel_size, in_channels, filters):
    return [kernel_size ** 2 * in_channels * filters, filters]

# %% summary printed
# cause: summary() prints and returns nothing.
# codes: returns-none
def count_parameters(kernel_size, in_channels, filters):
    model = keras.Sequential([keras.Input((28, 28, in_channels)), layers.Conv2D(filters, kernel_size)])
    return model.summary()

# %% weights of the layer
# cause: get_weights() gives the arrays, not their number.
# codes: wrong-type not-an-array
def count_parameters(kernel_size, in_channels, filters):
    layer = layers.Conv2D(filters, kernel_size)
    layer.build((None, 28, 28, in_channels))
    return layer.get_weights()

# %% len of get_weights
# cause: get_weights() has two arrays, so its length is 2 for every layer.
# codes: count-written-in
def count_parameters(kernel_size, in_channels, filters):
    layer = layers.Conv2D(filters, kernel_size)
    layer.build((None, 28, 28, in_channels))
    return len(layer.get_weights())

# %% size of an array
# cause: It is right.
# codes: passes
def count_parameters(kernel_size, in_channels, filters):
    return np.zeros((kernel_size, kernel_size, in_channels, filters)).size + np.zeros(filters).size

# %% minus one
# cause: The bias is subtracted.
# codes: bias-counted-wrongly
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size ** 2 * in_channels - 1) * filters

# %% squares filters
# cause: The filters are squared.
# codes: bias-counted-wrongly square-reaches-too-far
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size ** 2 * in_channels + 1) * filters ** 2

# %% cubes
# cause: The kernel size is cubed.
# codes: kernel-not-squared
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size ** 3 * in_channels + 1) * filters

# %% divides
# cause: Divided by the channels.
# codes: divided-for-multiplied
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size ** 2 * filters / in_channels + filters

# %% dense
# cause: Every input is connected as in Dense.
# codes: kernel-size-written-in
def count_parameters(kernel_size, in_channels, filters):
    return in_channels * filters + filters

# %% bias twice for channels
# cause: bias for channels and one.
# codes: bias-per-input-channel bias-counted-wrongly
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size ** 2 * in_channels * filters + in_channels * filters + filters

# %% depthwise
# cause: adds.
# codes: added-for-multiplied filters-ignored
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size ** 2 * in_channels + in_channels * filters + filters

# %% str
# cause: join
# codes: types-do-not-combine
def count_parameters(kernel_size, in_channels, filters):
    return str(kernel_size ** 2 * in_channels) + filters

# %% pow args
# cause: pow swapped
# codes: kernel-not-squared
def count_parameters(kernel_size, in_channels, filters):
    return (pow(2, kernel_size) * in_channels + 1) * filters

# %% typo
# cause: in_chanels is misspelt
# codes: name-not-defined
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size ** 2 * in_chanels + 1) * filters

# %% comma
# cause: A comma stands where a times sign belongs.
# codes: wrong-type
def count_parameters(kernel_size, in_channels, filters):
    return (kernel_size ** 2 * in_channels + 1), filters

# %% print and 0
# cause: prints and returns 0
# codes: count-written-in
def count_parameters(kernel_size, in_channels, filters):
    print((kernel_size ** 2 * in_channels + 1) * filters)
    return 0

# %% model without channels
# cause: Input has 1 channel.
# codes: input-channels-ignored
def count_parameters(kernel_size, in_channels, filters):
    m = keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(filters, kernel_size)])
    return m.count_params()

# %% weights array, but len
# cause: len() of an array is its first axis alone, not the count of its numbers.
# codes: lengths-for-count
def count_parameters(kernel_size, in_channels, filters):
    weights = np.zeros((kernel_size, kernel_size, in_channels, filters))
    biases = np.zeros(filters)
    return len(weights) + len(biases)

# %% loop assigns instead of adding
# cause: total is assigned in the loop, not added to, so only the last filter is counted.
# codes: filters-ignored
def count_parameters(kernel_size, in_channels, filters):
    total = 0
    for f in range(filters):
        total = kernel_size * kernel_size * in_channels + 1
    return total

# %% fourth argument for the biases
# cause: The function asks for a fourth argument that no caller gives.
# codes: arguments-do-not-fit
def count_parameters(kernel_size, in_channels, filters, biases):
    return kernel_size * kernel_size * in_channels * filters + biases

# %% model summary returned
# cause: summary() prints the table and returns None.
# codes: returns-none
def count_parameters(kernel_size, in_channels, filters):
    model = keras.Sequential([
        keras.Input((28, 28, in_channels)),
        layers.Conv2D(filters, kernel_size),
    ])
    return model.summary()

# %% one filter for each pair of channels, a bias for each
# cause: A bias is added for every channel of every filter; a filter has one bias in all.
# codes: bias-per-input-channel
def count_parameters(kernel_size, in_channels, filters):
    total = 0
    for f in range(filters):
        for c in range(in_channels):
            total += kernel_size * kernel_size
            total += 1
    return total

# %% counts the weights one by one
# cause: Right: one is added for each weight and for each bias.
# codes: passes
def count_parameters(kernel_size, in_channels, filters):
    total = 0
    for f in range(filters):
        for c in range(in_channels):
            for y in range(kernel_size):
                for x in range(kernel_size):
                    total += 1
        total += 1
    return total

# %% sizes of the arrays that a Keras layer has
# cause: Right: the sizes of the built layer's weights are added up.
# codes: passes
def count_parameters(kernel_size, in_channels, filters):
    layer = layers.Conv2D(filters, kernel_size)
    layer.build((None, None, None, in_channels))
    return sum(int(np.prod(w.shape)) for w in layer.get_weights())

# %% one filter more for the bias
# cause: The + 1 is added to filters, so a whole filter more is counted instead of one bias for each.
# codes: bias-counted-wrongly
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size * kernel_size * in_channels * (filters + 1)

# %% bias for each weight of the kernel
# cause: kernel_size * kernel_size is added as the biases; there is one for each filter.
# codes: bias-counted-wrongly
def count_parameters(kernel_size, in_channels, filters):
    weights = kernel_size ** 2 * in_channels * filters
    biases = kernel_size ** 2
    return weights + biases

# %% in_channels always three
# cause: Three channels, as in a colour image, are written in.
# codes: input-channels-ignored
def count_parameters(kernel_size, in_channels, filters):
    in_channels = 3
    return (kernel_size * kernel_size * in_channels + 1) * filters

# %% range from 1
# cause: range(1, filters) has one round less than there are filters.
# codes: loop-off-by-one
def count_parameters(kernel_size, in_channels, filters):
    total = 0
    for i in range(1, filters):
        total += kernel_size ** 2 * in_channels + 1
    return total

# %% bytes as the summary shows
# cause: The count is multiplied by 4 bytes, the memory of the parameters.
# codes: count-in-other-unit
def count_parameters(kernel_size, in_channels, filters):
    return ((kernel_size ** 2) * in_channels + 1) * filters * 4

# %% in thousands
# cause: The count is divided by 1000.
# codes: count-in-other-unit
def count_parameters(kernel_size, in_channels, filters):
    n = (kernel_size * kernel_size * in_channels + 1) * filters
    return n / 1000

# %% size of the map formula
# cause: This is the formula for the side of the result, not a count of weights.
# codes: outputs-for-weights
def count_parameters(kernel_size, in_channels, filters):
    return (28 - kernel_size + 1) * (28 - kernel_size + 1) * filters

# %% a Dense layer behind it
# cause: The whole network with Flatten and Dense is counted, not the layer alone.
# codes: other-layers-counted
def count_parameters(kernel_size, in_channels, filters):
    model = keras.Sequential([
        keras.Input((28, 28, in_channels)),
        layers.Conv2D(filters, kernel_size),
        layers.Flatten(),
        layers.Dense(10),
    ])
    return model.count_params()

# %% math.pow
# cause: math was never imported.
# codes: name-not-defined
def count_parameters(kernel_size, in_channels, filters):
    return int(math.pow(kernel_size, 2) * in_channels * filters + filters)

# %% two convolutions of the network
# cause: A convolution with one channel before it is counted too.
# codes: other-layers-counted
def count_parameters(kernel_size, in_channels, filters):
    first = (kernel_size ** 2 * 1 + 1) * in_channels
    second = (kernel_size ** 2 * in_channels + 1) * filters
    return first + second

# %% shape of the weights returned
# cause: The shape of the weights is returned, not their number.
# codes: lengths-for-count
def count_parameters(kernel_size, in_channels, filters):
    layer = layers.Conv2D(filters, kernel_size)
    layer.build((None, 28, 28, in_channels))
    return layer.get_weights()[0].shape

# %% only the kernel's weights of the layer
# cause: The first array of get_weights holds the weights alone, without the biases.
# codes: bias-left-out
def count_parameters(kernel_size, in_channels, filters):
    layer = layers.Conv2D(filters, kernel_size)
    layer.build((None, 28, 28, in_channels))
    return layer.get_weights()[0].size

# %% np.prod of the shape
# cause: Right: the product of the shape of the weights, and the filters.
# codes: passes
def count_parameters(kernel_size, in_channels, filters):
    return np.prod((kernel_size,) * 2 + (in_channels, filters)) + sum(1 for _ in range(filters))


# %% sum of products of kernel only
# cause: The kernel is counted as having kernel_size weights, not kernel_size * kernel_size.
# codes: kernel-not-squared
def count_parameters(kernel_size, in_channels, filters):
    weights = kernel_size * in_channels * filters
    biases = filters
    return weights + biases


# %% output values
# cause: Counts the values of the result (26 x 26 maps), not the parameters.
# codes: outputs-for-weights
def count_parameters(kernel_size, in_channels, filters):
    side = 28 - kernel_size + 1
    return side * side * filters


# %% operator precedence bias
# cause: A bracket is missing: the 1 is added once in all, not once for each filter.
# codes: one-bias-in-all
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size * kernel_size * in_channels * filters + 1


# %% in_channels plus filters
# cause: The channels in and the filters are added, not multiplied.
# codes: added-for-multiplied
def count_parameters(kernel_size, in_channels, filters):
    return kernel_size ** 2 * (in_channels + filters) + filters


# %% double for square
# cause: 2 * kernel_size is the double, not the square.
# codes: kernel-not-squared
def count_parameters(kernel_size, in_channels, filters):
    return (2 * kernel_size * in_channels + 1) * filters


# %% counts and prints
# cause: The result is printed and the function gives None.
# codes: returns-none
def count_parameters(kernel_size, in_channels, filters):
    total = 0
    for f in range(filters):
        for c in range(in_channels):
            total += kernel_size * kernel_size
        total += 1
    print("parameters:", total)


# %% bias added in the inner loop and twice
# cause: The biases are counted twice: once in each filter's sum and once more at the end.
# codes: bias-counted-wrongly
def count_parameters(kernel_size, in_channels, filters):
    per_filter = kernel_size * kernel_size * in_channels + 1
    return per_filter * filters + filters


# %% right: loops
# cause: A right answer that counts one by one.
# codes: passes
def count_parameters(kernel_size, in_channels, filters):
    total = 0
    for _ in range(filters):
        total += 1
        for _ in range(in_channels):
            total += kernel_size * kernel_size
    return total


# %% right: through the weights of a real layer
# cause: A right answer: builds the layer and adds the sizes of its weights.
# codes: passes
def count_parameters(kernel_size, in_channels, filters):
    layer = layers.Conv2D(filters, kernel_size)
    layer.build((None, None, None, in_channels))
    return int(sum(np.prod(w.shape) for w in layer.weights))
