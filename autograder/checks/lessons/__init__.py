"""The checks of each lesson, with their answers: no box ever holds this package."""
