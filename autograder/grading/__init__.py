"""A class at a time: judged by many processes, remembered, written down by one.

``coordinator.grade`` judges every submission to a lesson; the command is ``autograder grade``. Nothing
is imported here: a worker process needs neither the coordinator nor nbgrader.
"""
