"""Scene: what a View shows on its day, ready to draw and free of any drawing library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from catalog.ledger import freshness
from catalog.ledger.freshness import Dated
from catalog.validity import holds, state_on
from layers.layer import Layer, SceneLayer
from layers.palette import Theme
from layers.registry import BY_ID, FIXED, REGISTRY
from layers.scene.finding import Finding, finding
from layers.scene.legend import legend_of
from layers.scene_parts import Facts, Feature, LegendSection
from layers.text.words import long_day, names, plural, reported_day, short_day
from layers.view.view import View
from layers.what_if.scenario import Scenario


@dataclass(frozen=True)
class Scene:
    """What a View shows; both renderers draw from it and print its furniture.

    Parameters
    ----------
    view, theme
        What was asked for, and the ground it is drawn on.
    layers
        The layers that are on, in drawing order.
    atlas
        Datasets by file name.
    worldviews
        Names and caveats of the depictions of boundaries, by code.
    origins
        Where the features of each file come from, those without facts included.
    claim
        The claim that the story shows, or None.
    scenario
        What the View's what-if comes to, or None.
    """

    view: View
    theme: Theme
    layers: tuple[SceneLayer, ...]
    atlas: Mapping[str, Facts]
    worldviews: Mapping[str, Mapping[str, Any]]
    origins: Mapping[str, Iterable[Mapping[str, Any]]]
    claim: Feature | None = None
    scenario: Scenario | None = None

    @property
    def day(self) -> str:
        """The day shown, as an ISO date."""
        return self.view.day.isoformat()

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Ids of all layers to draw, those that are always on where the View is near enough included."""
        on = {part.layer.id for part in self.layers}
        near = [BY_ID[key] for key in FIXED if BY_ID[key].minzoom <= self.view.zoom]
        on |= {layer.id for layer in near if layer.id == layer.file or layer.file not in on}
        return tuple(layer.id for layer in REGISTRY if layer.id in on)

    def features(self, layer: str) -> tuple[Feature, ...]:
        """Return the features of a layer shown on the day; none if it is off."""
        return next((part.features for part in self.layers if part.layer.id == layer), ())

    @cached_property
    def selected(self) -> tuple[Layer, Feature] | None:
        """The feature whose card is open: by id, else by place on the day; None if there is none."""
        layer_id, _, key = self.view.selected.partition("/")
        layer = BY_ID.get(layer_id)
        if layer is None or layer.file not in self.atlas:
            return None
        records = [row for row in self.atlas[layer.file].records if layer.has(row)]
        exact = [row for row in records if row.get("id") == key]
        place = exact[0].get("place") if exact else key
        if place and not layer.windowed:
            shown = [row for row in records if row.get("place") == place]
            today = [row for row in shown if layer.shows(row, self.day, self.view.window)]
            if today:
                return layer, today[0]
        return (layer, exact[0]) if exact else None

    @cached_property
    def legend(self) -> tuple[LegendSection, ...]:
        """What is visible, most important first."""
        lines = self.worldviews.get(self.view.worldview, {}).get("lines", ())
        return legend_of(self.layers, self.atlas, self.view, lines, self.scenario)

    @cached_property
    def title(self) -> str:
        """The reader's own title, or the finding, or the subject and the day."""
        if self.view.title:
            return self.view.title
        if self.finding is not None:
            return self.finding.headline
        return f"{self.subject}, {long_day(self.view.day)}"

    @cached_property
    def finding(self) -> Finding | None:
        """What crossings and ports are on the day; None where the map is about something else."""
        if self.claim is not None or (self.scenario is not None and self.scenario.subject):
            return None
        on = {part.layer.id: part.features for part in self.layers}
        return finding(
            self.day,
            crossings=on.get("crossings"),
            ports=on.get("ports"),
            among={name: self.atlas[name].records for name in ("crossings", "ports") if name in self.atlas},
        )  # fmt: skip

    @cached_property
    def subject(self) -> str:
        """What the map is about; "" where the reader has given a title."""
        if self.view.title:
            return ""
        on = set(self.ids)
        routes = any(layer.startswith("routes_") for layer in on)
        if self.claim is not None:
            subject = (
                f"Claim {self.claim['id']}" if self.claim.get("verdict", "yes") else "The story"
            )
        elif self.scenario is not None and self.scenario.subject:
            subject = self.scenario.subject
        elif routes and "ports" in on:
            subject = "Routes to the sea"
        elif routes:
            subject = "Trade routes"
        elif "incidents" in on or "incidents_ucdp" in on:
            subject = "Incidents along the border"
        elif "venues" in on or "engagements" in on:
            subject = "Who met where"
        elif "crossings" in on:
            subject = "Border crossings"
        else:
            subject = "Afghanistan, Pakistan and Iran"
        return subject

    @cached_property
    def subtitle(self) -> str:
        """The reader's own subtitle, or what is shown, in a line; in the story the claim itself."""
        if self.view.subtitle:
            return self.view.subtitle
        if self.claim is not None:
            return str(self.claim["claim"])
        if self.scenario is not None and self.scenario.finding:
            return self.scenario.finding
        if self.finding is not None:
            said = self.finding.headline if self.view.title else self.finding.line
            return said + self._against
        shown = [part.layer for part in self.layers if part.layer.facts]
        parts = []
        if any(layer.id == "crossings" for layer in shown):
            parts.append("crossings by last reported status")
        if any(layer.id == "ports" for layer in shown):
            parts.append("ports")
        if any(layer.file == "routes" for layer in shown):
            parts.append("trade routes by reported traffic")
        if any(layer.id == "venues" for layer in shown):
            parts.append("meeting places")
        if any(layer.windowed for layer in shown):
            span = "all" if self.view.window is None else f"{self.view.window} days of"
            parts.append(f"{span} events")
        text = (names(parts) or "boundaries and places") + self._against
        return text[0].upper() + text[1:]

    @property
    def _against(self) -> str:
        if self.view.since is None:
            return ""
        return f", compared with {short_day(self.view.since.isoformat())}"

    @cached_property
    def day_lines(self) -> tuple[str, ...]:
        """The date block: the day shown, the last day covered, the oldest fact shown."""
        return (f"Shown: {short_day(self.day)}", *self.asides, *self.reach)

    @cached_property
    def asides(self) -> tuple[str, ...]:
        """What of the day shown is not as reported: a what-if, or the knowledge of another day."""
        lines = []
        if self.scenario is not None and (said := self.scenario.aside(titled=not self.view.title)):
            lines.append(said)
        if self.view.known is not None:
            lines.append(f"as known on {short_day(self.view.known.isoformat())}")
        return tuple(lines)

    @cached_property
    def reach(self) -> tuple[str, ...]:
        """How far the facts that are drawn reach: the newest and the oldest."""
        lines: list[str] = []
        crossings = self.atlas.get("crossings")
        if crossings is not None:
            lines += self._covered(crossings.meta)
        if self.oldest is not None:
            lines.append(f"oldest fact drawn: {self.oldest.text}")
        return tuple(lines)

    def _covered(self, meta: Mapping[str, Any]) -> list[str]:
        """Describe how far the reports of gateways go; beyond their end ``beyond`` says it."""
        if self.last_report is None:
            return ["nothing was reported of crossings by then"]
        if self.beyond:
            return []
        fresh, newest = str(meta["default_day"]), meta.get("newest")
        if newest and self.view.known is None and self.day >= fresh:
            return [f"newest facts: {newest}"]
        lines = [f"reported up to {self.last_report_text}"]
        if self.day > fresh:
            lines.insert(0, f"main Pakistan crossings fresh up to {short_day(fresh)}")
        return lines

    @property
    def knowledge(self) -> str | None:
        """ISO date of what is known; None for all that is known now."""
        return self.view.known.isoformat() if self.view.known else None

    @cached_property
    def last_known_day(self) -> str:
        """ISO date of the newest day whose state is supported by reports; "" if there is none."""
        if self.last_report is None:
            return ""
        newest = str(self.atlas["crossings"].meta["default_day"])
        return min(newest, self.last_report.isoformat())

    @cached_property
    def beyond(self) -> str:
        """What the map says of a day after the last report, in a sentence; "" on any other day."""
        last = self.last_report
        if last is None or self.view.day <= last:
            return ""
        days = (self.view.day - last).days
        ends = f"The record of crossings ends on {short_day(last.isoformat())}, "
        ends += f"{plural(days, 'day')} before: "
        limit = int(self.atlas["crossings"].meta["unknown_after_days"])
        if days > limit:
            return f"{ends}what holds on the day shown is not known."
        return f"{ends}marks show what was last reported, not what holds on the day shown."

    @property
    def last_report_text(self) -> str:
        """The date of the newest status report that is known, no finer than it is; "" if none is."""
        rows = [row for row in self.atlas["crossings"].records if row.get("reported_on")]
        newest = max(rows, key=lambda row: str(row["reported_on"]), default=None)
        return reported_day(newest) or short_day(str(newest["reported_on"])) if newest else ""

    @cached_property
    def last_report(self) -> date | None:
        """The day of the newest status report that is known; None if none is."""
        rows = self.atlas["crossings"].records
        days = [str(row["reported_on"]) for row in rows if row.get("reported_on")]
        return date.fromisoformat(max(days)) if days else None

    @cached_property
    def oldest(self) -> Dated | None:
        """The oldest fact that is drawn, of those that age; None if none does."""
        shown: dict[str, list[Feature]] = {}
        for part in self.layers:
            shown.setdefault(part.layer.file, []).extend(part.features)
        return freshness.oldest(shown, self.day)

    @cached_property
    def caveats(self) -> tuple[str, ...]:
        """Sentences that have to stand on the map itself."""
        view = self.worldviews.get(self.view.worldview, {})
        sentences = ["Boundaries are depictions, not endorsements."]
        if "border" in self.ids:
            sentences += [
                str(row["caveat"]) for row in self.features("border") if row.get("caveat")
            ]
        if view.get("caveat"):
            sentences.append(f"{view['name']}: {_uncapitalised(str(view['caveat']))}")
        sentences += self.measures
        stale = sum(row.get("phase") == "unknown" for row in self.features("crossings"))
        if stale:
            sentences.append(f"{plural(stale, 'crossing')} without a recent report: shown unknown.")
        return tuple(dict.fromkeys(sentences))

    @cached_property
    def measures(self) -> tuple[str, ...]:
        """What keeps ships from ports on the day, of the routes that are shown."""
        since: dict[str, str] = {}
        latest: dict[str, str] = {}
        for part in self.layers:
            for row in part.features if part.layer.file == "routes" else ():
                state = state_on(row, self.day) or {}
                place = str(state.get("place") or "XG-")
                if not place.startswith("XG-") and state.get("kind") in ("limited", "closed"):
                    title = str(state["text"]).partition(":")[0]
                    held = self._held(place)
                    start = str(held.get("since") or state["valid_from"])
                    since[title] = min(since.get(title, start), start)
                    if held.get("phase") == "ageing":
                        latest[title] = max(latest.get(title, ""), str(held["reported_on"]))
        return tuple(
            f"{title}, reported since {short_day(start)}"
            + (f", last report of {short_day(latest[title])}." if title in latest else ".")
            for title, start in since.items()
        )

    def _held(self, port: str) -> Mapping[str, Any]:
        """Return the status that a port has on the day; empty if none is known."""
        rows = self.atlas["ports"].records if "ports" in self.atlas else []
        return next((row for row in rows if row.get("place") == port and holds(row, self.day)), {})

    @cached_property
    def credits(self) -> tuple[str, ...]:
        """What has to be printed for the data that are drawn; one entry for each producer."""
        by_producer: dict[str, dict[str, None]] = {}
        files = [BY_ID[layer].file for layer in self.ids]
        # The routes of a what-if run on what the routes were traced on.
        files += ["routes"] if self.scenario is not None and self.scenario.drawn else []
        for file in files:
            for origin in self.origins.get(file, ()):
                what, colon, whom = str(origin["credit"]).rpartition(": ")
                by_producer.setdefault(whom, {})[what if colon else ""] = None
        entries = []
        for whom, parts in by_producer.items():
            what = names([part for part in parts if part])
            entries.append(f"{what[0].upper()}{what[1:].lower()}: {whom}" if what else whom)
        return tuple(entries)

    @cached_property
    def summary(self) -> str:
        """The map in words: its text alternative."""
        parts = [f"{self.title}."]
        if self.scenario is not None:
            parts.append(self.scenario.summary)
        crossings = self.features("crossings")
        if crossings:
            parts.append(_crossings_in_words(crossings, self.view.day))
        parts += [
            f"{part.layer.name}: {len(part.features)} shown."
            for part in self.layers
            if part.layer.facts and part.layer.id not in ("crossings", "border")
        ]
        cut = [
            str(name)
            for part in self.layers
            if part.layer.file == "routes"
            for name in dict.fromkeys(
                row["corridor_name"]
                for row in part.features
                if (state_on(row, self.day) or {}).get("kind") == "closed"
            )
        ]
        if cut:
            parts.append(f"Closed to trade along the route: {names(cut)}.")
        return " ".join([*parts, *self.measures])


def compose(
    view: View,
    atlas: Mapping[str, Facts],
    *,
    theme: Theme,
    worldviews: Mapping[str, Mapping[str, Any]],
    origins: Mapping[str, Iterable[Mapping[str, Any]]],
    story: Iterable[Feature] = (),
    scenario: Scenario | None = None,
) -> Scene:
    """Work out what a View shows.

    Parameters
    ----------
    view
        What the user asked for.
    atlas
        Datasets by the name of their file in ``data/geo``, as known on ``view.known``; never
        modified.
    theme
        Ground to draw on; ``view.theme`` may leave it to the page.
    worldviews
        Names and caveats by code.
    origins
        Where the features of each file come from, by its name.
    story
        The claims, of which ``view.claim`` names one.
    scenario
        The answer to the View's what-if.
    """
    day = view.day.isoformat()
    parts = []
    for layer in REGISTRY:
        if layer.id not in view.layers:
            continue
        dataset = atlas.get(layer.file)
        records = [row for row in dataset.records if layer.has(row)] if dataset is not None else []
        shown = tuple(
            row
            for row in records
            if layer.shows(row, day, view.window) and view.filter.matches(layer.file, row)
        )
        parts.append(SceneLayer(layer, shown, len(records)))
    claim = next((claim for claim in story if claim["id"] == view.claim), None)
    return Scene(view, theme, tuple(parts), atlas, worldviews, origins, claim, scenario)


def _uncapitalised(text: str) -> str:
    return text[:1].lower() + text[1:]


def _crossings_in_words(rows: Iterable[Feature], day: date) -> str:
    by_phase: dict[str, Counter[str]] = {"reported": Counter(), "ageing": Counter()}
    shut = []
    unknown = 0
    for row in rows:
        if row["phase"] == "unknown":
            unknown += 1
        else:
            by_phase[row["phase"]][str(row["status"]).replace("_", " ")] += 1
            if row["kind"] == "closed":
                shut.append(str(row["name"]))
    said = [
        f"{number} {'' if phase == 'reported' else 'last reported '}{status}"
        for phase, counts in by_phase.items()
        for status, number in counts.most_common()
    ]
    said.append(f"{unknown} unknown")
    closed = f" Closed, as reported: {names(shut)}." if shut else ""
    return f"Border crossings on {long_day(day)}: {names(said)}.{closed}"
