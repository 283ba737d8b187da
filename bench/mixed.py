"""Many readers who each look at something else: switches, days, what-ifs, pans and reloads, with pauses."""

from __future__ import annotations

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bench.reader import Reader
from briefing.library import load_library
from layers.view.view import View

SHARES: Mapping[str, float] = {"switch": 50, "day": 20, "what-if": 20, "pan": 5, "reload": 5}
"""Of all actions, in percent."""
LAYERS = ("ports", "venues", "incidents", "airports", "border", "routes_karachi", "provinces")
_FROM = ("Kabul", "Kandahar", "Herat", "Jalalabad", "Khost", "Zaranj", "Farah", "Ghazni")
_TO = ("Peshawar", "Quetta", "Karachi", "Lahore", "Mashhad", "Zahedan", "Tehran", "Bandar Abbas")
_GATEWAYS = ("torkham", "chaman", "ghulam-khan", "islam-qala", "zaranj-milak", "afg-pak", "afg-irn")
_FIRST, _DAYS = date(2024, 1, 1), 800


@dataclass
class Told:
    """What many readers saw.

    Parameters
    ----------
    took_ms
        Times by kind of action, from asking to the end of the run.
    errors
        What went wrong, in words.
    """

    took_ms: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)


def views(number: int, chance: random.Random) -> list[View]:
    """Return distinct Views; every second one asks a what-if."""
    default = load_library().default
    found: list[View] = []
    for at in range(number):
        view = replace(default, day=_FIRST + timedelta(days=chance.randrange(_DAYS)),
                       lat=round(30 + 5 * chance.random(), 3), lon=round(63 + 6 * chance.random(), 3))  # fmt: skip
        for layer in chance.sample(LAYERS, 3):
            view = view.with_layer(layer, on=layer not in view.layers)
        found.append(wondering(view, chance) if at % 2 else view)
    return found


def wondering(view: View, chance: random.Random) -> View:
    """Return a View with a what-if that hardly anybody has asked."""
    return replace(
        view, origin=chance.choice(_FROM), destination=chance.choice(_TO),
        close=(chance.choice(_GATEWAYS),), day=_FIRST + timedelta(days=chance.randrange(_DAYS)),
    )  # fmt: skip


def plain(view: View) -> View:
    """Return a View without its what-if."""
    return replace(view, origin="", destination="", close=())


async def act(reader: Reader, kind: str, chance: random.Random) -> float:
    """Do one thing; give the time in ms."""
    view = reader.view
    if kind == "switch":
        return await reader.switch(chance.choice(LAYERS))
    if kind == "day":
        day = view.day + timedelta(days=chance.choice((-7, -1, 1, 7)))
        return await reader.go(replace(plain(view), day=day))
    if kind == "what-if":
        return await reader.go(wondering(view, chance))
    if kind == "pan":
        return await reader.pan(30 + 5 * chance.random(), 63 + 6 * chance.random(), 6.0)
    if kind == "reload":
        await reader.close()
        return await reader.open()
    raise ValueError(f"'{kind}' is none of {', '.join(SHARES)}")


def mixed(address: str, *, sessions: int, pause_s: float, seconds: float, seed: int = 1) -> Told:
    """Let readers with distinct Views act for a while, each with a pause between its actions.

    Parameters
    ----------
    address
        Where the app answers.
    sessions, pause_s, seconds
        How many, how long each waits on average after an answer, and how long all of it lasts.
    seed
        Of chance.
    """
    return asyncio.run(_mixed(address, sessions, pause_s, seconds, seed))


async def _mixed(address: str, sessions: int, pause_s: float, seconds: float, seed: int) -> Told:
    told = Told()
    chance = random.Random(seed)  # noqa: S311 - no secret
    readers = [Reader(address, view) for view in views(sessions, chance)]
    for reader in readers:
        told.took_ms["open"].append(await reader.open())
    end = time.monotonic() + seconds
    await asyncio.gather(
        *(_reader(one, random.Random(seed + at), pause_s, end, told)  # noqa: S311
          for at, one in enumerate(readers))
    )  # fmt: skip
    for reader in readers:
        await reader.close()
    return told


async def _reader(
    reader: Reader, chance: random.Random, pause_s: float, end: float, told: Told
) -> None:
    await asyncio.sleep(pause_s * chance.random())
    while time.monotonic() < end:
        (kind,) = chance.choices(list(SHARES), list(SHARES.values()))
        took = await act(reader, kind, chance)
        told.took_ms[kind].append(took)
        told.errors += [f"{kind}: {said}" for said in reader.alerts]
        if said := difference(reader):
            told.errors.append(f"{kind}: {said}")
        await asyncio.sleep(pause_s * (0.5 + chance.random()))


def difference(reader: Reader) -> str:
    """Say in what the map differs from the View that was asked for; "" if it is its picture."""
    command, view = reader.command, reader.view
    shown = (command["day"], sorted(set(command["layers"]) & set(LAYERS)))
    wanted = (view.day.isoformat(), sorted(set(view.layers) & set(LAYERS)))
    if shown != wanted:
        return f"the map shows {shown}, not {wanted}"
    if bool(command["gateways"]) != bool(view.close):
        return f"the map rings {command['gateways']}, closed is {view.close}"
    return ""
