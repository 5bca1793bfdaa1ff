"""Answers of the two calculations that are about no order: conversion and kidney function."""

from typing import Literal, TypeAlias

from msgspec import UNSET, Struct, UnsetType

from dosing.wire.answered import AnsweredQuantity, Ruleset, Source


class Converted(
    Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag_field="status", tag="ok"
):
    """An amount stated otherwise, exactly, with the factor and the way."""

    amount: AnsweredQuantity
    result: AnsweredQuantity
    factor: str
    formula: str
    sources: tuple[Source, ...]
    ruleset: Ruleset


class ConvertNeedsInput(
    Struct,
    frozen=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    kw_only=True,
    tag_field="status",
    tag="needs_input",
):
    """What is missing for the conversion."""

    amount: AnsweredQuantity
    missing: tuple[tuple[str, ...], ...]
    message: str
    ruleset: Ruleset


ConvertAnswer: TypeAlias = Converted | ConvertNeedsInput
Band = Literal["avoid", "reduced", "standard"]
Equation = Literal["ckd-epi-2021", "bedside-schwartz-2009"]


class UsedFacts(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """The facts that an estimate was made from."""

    age: AnsweredQuantity | UnsetType = UNSET
    sex: Literal["female", "male"] | UnsetType = UNSET
    creatinine: AnsweredQuantity | UnsetType = UNSET
    height: AnsweredQuantity | UnsetType = UNSET
    weight: AnsweredQuantity | UnsetType = UNSET


class Estimated(
    Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag_field="status", tag="ok"
):
    """An eGFR with its equation, and its band if all that is known of it lies in one."""

    equation: Equation
    egfr: AnsweredQuantity
    band: Band | UnsetType = UNSET
    creatinine_clearance: AnsweredQuantity | UnsetType = UNSET
    used: UsedFacts
    sources: tuple[Source, ...]
    ruleset: Ruleset


class EstimateNeedsInput(
    Struct,
    frozen=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    kw_only=True,
    tag_field="status",
    tag="needs_input",
):
    """What is missing for an estimate."""

    used: UsedFacts
    missing: tuple[tuple[str, ...], ...]
    message: str
    ruleset: Ruleset


EgfrAnswer: TypeAlias = Estimated | EstimateNeedsInput
