"""Read by JupyterLab's Validate button and by nbgrader, beside the settings in nbgrader_config.json."""

try:
    from autograder.student.validating import install
except ImportError:  # the Python of a server that hasn't the course's packages
    pass
else:
    install()
