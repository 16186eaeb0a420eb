"""What the lesson notebooks import: data, figures, widgets, training progress."""
