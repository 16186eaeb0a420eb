"""Grades a whole class: many processes judge, results are stored, and one process writes grades.

``coordinator.grade`` judges every submission to a lesson; the command is ``autograder grade``. Nothing
is imported here: a worker process needs neither the coordinator nor nbgrader.
"""
