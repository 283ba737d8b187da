"""What travels to the map's client: the command's parts, each with its type.

The client's types are written from these: ``python -m tests.client.command_types``.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict


class ClientFilter(TypedDict):
    """Which incidents are let through; what is left out lets all through."""

    kinds: NotRequired[list[str]]
    actor: NotRequired[str]
    deaths: NotRequired[int]
    trust: NotRequired[list[str]]
    basis: NotRequired[list[str]]


class Focus(TypedDict):
    """Features of a file that belong to the chosen one: those whose ``key`` has this ``value``."""

    file: str
    key: str
    value: str


class Goto(TypedDict):
    """Where to move the map; ``seq`` grows with each move."""

    seq: int
    center: NotRequired[list[float]]
    zoom: NotRequired[float]
    bounds: NotRequired[list[list[float]]]


class RingedPlace(TypedDict):
    """A place with a ring around it; ``name`` is "" for none."""

    id: NotRequired[str]
    name: str
    lon: float
    lat: float


class ScenarioGateway(TypedDict):
    """A gateway that the what-if closes or reopens."""

    name: str
    lon: float
    lat: float
    kind: Literal["closed", "reopened"]


class RecordEnd(TypedDict):
    """Where the record of crossings ends: its last report, and the last day that is well known."""

    text: str
    end: str
    day: str


class LegendEntry(TypedDict):
    """An entry of the legend, or a note alone."""

    layer: NotRequired[str]
    kind: NotRequired[str]
    text: NotRequired[str]
    note: NotRequired[str]


class LegendPart(TypedDict):
    """Entries under one heading."""

    title: str
    items: list[LegendEntry]


class Tiles(TypedDict):
    """Online tiles: their address as Leaflet wants it, and who is to be credited."""

    url: str
    attribution: str


class Command(TypedDict):
    """All that the map shows, as plain values; days are ISO texts."""

    layers: list[str]
    day: str
    window: int | None
    worldview: str
    filter: ClientFilter
    heat: str
    known: str | None
    unreported: str
    since: str | None
    theme: Literal["light", "dark"]
    selected: str | None
    focus: Focus | None
    answer: str | None
    gateways: list[ScenarioGateway]
    passed: list[str]
    highlight: list[RingedPlace]
    span: list[str | None] | None
    title: str
    subject: str
    answered: int
    subtitle: str
    asides: list[str]
    reach: list[str]
    record: RecordEnd
    caveats: list[str]
    credits: list[str]
    legend: list[LegendPart]
    tiles: Tiles | None
    present: bool
    paired: bool
    half: bool
    goto: Goto | None
