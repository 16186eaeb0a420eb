"""The reference implementation: from Kaggle's table to 92 % test accuracy."""
