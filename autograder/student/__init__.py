"""What a student runs: ``autograder start``, ``autograder hand-in``, JupyterLab's settings."""
