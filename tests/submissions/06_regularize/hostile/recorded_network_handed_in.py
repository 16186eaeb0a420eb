# expect: hostile all; flag little-computing
# The course's own recorded network, handed in as the student's: it is as good as it is, and the
# instructor is told.

# %% model
model = recorded.network("fix")
