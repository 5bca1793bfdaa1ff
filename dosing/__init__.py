"""Dosing schedules and order checks from documented limits: exact, cited, unit-checked.

The library takes requests as JSON text or as the JSON's objects, and gives the service's answers.
"""
