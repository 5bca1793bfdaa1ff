"""FHIR R4, in and out: orders and records read into what is judged here, and answers written as resources.

What cannot be read is said with where it stands; nothing here guesses, reads a clock, or knows a web framework.
"""
