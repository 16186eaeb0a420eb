"""Makes ``check`` and ``hint`` known in a new kernel, before any cell has run.

After a restart of the kernel a check cell can then say what to run. `autograder start` names this
file in PYTHONSTARTUP; IPython runs it in the notebook's namespace, so it defines nothing else.
"""

try:
    from autograder import check as check
    from autograder import hint as hint
except ImportError:  # the Python of a kernel or terminal that hasn't the course's packages
    pass
