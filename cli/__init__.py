"""The command line ``policycalc``: thin Chinese commands over the same functions the site uses.

``cli.main`` holds the commands and imports nothing heavy, so that ``--help`` answers at once; what
a command does stands in the module it imports when it runs.
"""
