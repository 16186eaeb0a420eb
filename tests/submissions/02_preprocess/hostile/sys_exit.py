# expect: hostile all
# Leaves by every door that an interpreter has, then works on.

# %% after setup
import sys

sys.exit(0)

# %% after to_images
raise KeyboardInterrupt

# %% after rescale
raise SystemExit("done")

# %% after preprocess
quit()
