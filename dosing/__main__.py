"""`python -m dosing` is the command line."""

from dosing.cli import main

main(prog_name="dosing")
