"""Lets ``python -m hqgraph`` be the command ``hqgraph``."""

from hqgraph.cli import main

main()
