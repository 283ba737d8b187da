"""Places by name: towns, ports, crossings and points become Ends on the Network."""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import shapely

from catalog.atlas.routing_tables import read_built, read_small_towns
from catalog.names import ISO3, Names, rail_beside, read_names, sides_of_one
from catalog.names import plain as words_of
from catalog.paths import GEO
from routing.errors import UnknownPlaceError
from routing.exits import Exits
from routing.network.network import HORMUZ, Network
from routing.paths.search import Endpoint
from routing.shore import Shore

_REACH_KM = 60.0
"""A place is joined to a road, a railway or a port at most so far away; towns of the map need 54."""
_REACH_DEG = 0.8
"""At least so many degrees, at any latitude of the region."""
_WET_KM = 5.0
"""So much of that may lie over water: inlets, and a coast that is drawn coarsely."""
_ADDED = "edits/routing_places.csv"


@dataclass(frozen=True)
class Town:
    """A town with its country's ISO alpha-3 code; degrees, WGS84."""

    name: str
    country: str
    lon: float
    lat: float
    population: int


class Gazetteer:
    """Every name that a way may be asked for.

    Parameters
    ----------
    network
        Its gates and roads.
    geo
        Folder of what was built.
    """

    def __init__(self, network: Network, geo: Path = GEO) -> None:
        self._network = network
        self._geo = geo
        self._names = read_names(geo)

    @cached_property
    def towns(self) -> dict[str, Town]:
        """Towns of the map by their plain names; of two alike that where roads are, or the larger."""
        features = json.loads((self._geo / "places.geojson").read_bytes())["features"]
        found: dict[str, Town] = {}
        for feature in features:
            row, (lon, lat) = feature["properties"], feature["geometry"]["coordinates"][:2]
            town = Town(row["name"], row["country"], lon, lat, row["population"] or 0)
            for name in _spellings(town.name):
                if name not in found or _weight(found[name]) < _weight(town):
                    found[name] = town
        return found

    @cached_property
    def small_towns(self) -> dict[str, Town]:
        """Towns that the map leaves out, from GeoNames and a table, with all their names."""
        found = {
            plain(row["name"]): Town(
                row["name"], row["country"], float(row["lon"]), float(row["lat"]), 10**9
            )
            for row in read_built(self._geo, _ADDED)
        }
        for name, code, lon, lat, population, others in read_small_towns(self._geo):
            if code not in ISO3:
                continue
            town = Town(name, ISO3[code], lon, lat, population or 0)
            for other in {name, *re.split(r"[,|]", others or "")}:
                for key in _spellings(other):
                    if key and (key not in found or found[key].population < town.population):
                        found[key] = town
        return found

    @cached_property
    def gateways(self) -> dict[str, str]:
        """Canonical ids of crossings and ports by every plain name they go by."""
        found: dict[str, str] = {}
        places = self._network.by_place
        for place, gateways in places.items():
            known = self._names.get(place, Names())
            names = [place, gateways[0].name, place.removeprefix("XG-").removeprefix("XB-")]
            names += [*known.ids, *known.also]
            if gateways[0].mode != "rail":  # 'Khaf' is a town, not the railway from Khaf to Herat.
                apart = r"[-/]" if gateways[0].kind == "crossing" else r" - |[()]"
                names += [part for part in re.split(apart, gateways[0].name) if part.strip()]
            for name in filter(None, names):
                found.setdefault(plain(name), place)
                found.setdefault(plain(name).replace("-", ""), place)
        return found

    @cached_property
    def exits(self) -> Exits:
        """Where the network's roads lead on into other countries."""
        return Exits.read(self._geo)

    def candidates(self, text: str, *, mode: str = "road") -> tuple[Endpoint, ...]:
        """Return the Ends that a name may mean: one, or the exits that lead there from the network.

        A country off the network (Turkey) is all exits that lead into it; so is a town there that has
        no port of the network. A port that is reached over land too (Mersin) is both.

        Raises
        ------
        UnknownPlaceError
            As ``end``.
        """
        key = plain(text)
        country = self.exits.names.get(key, "")
        if country:
            return self._exits_to(country, text.strip(), mode)
        town = self.towns.get(key)
        try:
            found = self.end(text, mode=mode)
        except UnknownPlaceError:
            if town is not None and (some := self._exits_to(town.country, town.name, mode)):
                return some
            raise
        by_land = self.exits.ports.get(found.place, "")
        return (*self._exits_to(by_land, found.name, mode), found) if by_land else (found,)

    def _exits_to(self, country: str, name: str, mode: str) -> tuple[Endpoint, ...]:
        """Return the exits into a country as Ends for a place beyond them."""
        found = []
        for exit_ in self.exits.to(country) if mode == "road" else ():
            end = self.point(exit_.lon, exit_.lat, name, country=exit_.country)
            text = (
                f"{name} lies beyond the network: this is the route to {exit_.name}, where it leaves "
                f"{exit_.country}; what follows is not modelled and in no figure"
            )
            found.append(replace(end, country=country, beyond=text, off_km=0.0, place=exit_.place))
        return tuple(found)

    @cached_property
    def town_ends(self) -> dict[str, Endpoint]:
        """The towns of the map that are joined to a road or a port, by name."""
        found = {}
        for town in self.towns.values():
            try:
                found[town.name] = self.point(town.lon, town.lat, town.name, country=town.country)
            except UnknownPlaceError:
                continue
        return found

    @cached_property
    def sides(self) -> dict[str, str]:
        """Canonical ids of crossings by the plain names of their sides that no other one has."""
        found = {plain(name): place for name, place in sides_of_one(self._names).items()}
        here = self._network.by_place
        return {n: p for n, p in found.items() if p in here and n not in self.gateways}

    @cached_property
    def absent(self) -> dict[str, str]:
        """Why a crossing or a port of the catalogue is not on the network, by its plain names."""
        found: dict[str, str] = {}
        for row in read_built(self._geo, "facts/canonical_ids.csv"):
            place, name = row["canonical_id"], row["name"]
            if row["kind"] not in ("crossing", "port") or place in self._network.by_place:
                continue
            also = self._names.get(place, Names()).every
            for one in (place, place.removeprefix("XG-"), name, name.partition(" (")[0], *also):
                found[plain(one)] = why_absent(name, port=row["kind"] == "port")
        return found

    def end(self, text: str, *, mode: str = "road") -> Endpoint:
        """Find what a name, or ``lon,lat``, means.

        A town comes before a port or a crossing of the same name; the id of a port or a crossing,
        or its name in full, means that. Points are joined to the nearest road, or railway, as the
        mode says.

        Raises
        ------
        UnknownPlaceError
            If nothing goes by this name; near names are suggested. Or if it is a gate that is
            not on the network, or a point more than 60 km from any road.
        """
        point = re.fullmatch(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*", text)
        if point:
            return self.point(float(point[1]), float(point[2]), text.strip(), mode=mode)
        key = plain(text)
        if key in self.exits.names:
            raise UnknownPlaceError(self.exits.many(text, key))
        exact = {place.lower(): place for place in self._network.by_place}
        if text.strip().lower() in exact:
            return self.gateway(exact[text.strip().lower()])
        town = self.towns.get(key)
        if town is not None and self._dry(town.lon, town.lat, mode, town.country):
            return self.point(town.lon, town.lat, town.name, mode=mode, country=town.country)
        if key in self.gateways:
            place = self.gateways[key]
            rail = rail_beside(place)
            return self.gateway(
                rail if mode == "rail" and rail in self._network.by_place else place
            )
        town = town or self.small_towns.get(key)
        if town is not None:
            return self.point(town.lon, town.lat, town.name, mode=mode, country=town.country)
        begun = {self.sides[key]} if key in self.sides else self._begun(key)
        if len(begun) == 1:
            return self.gateway(begun.pop())
        raise UnknownPlaceError(self._unknown(text, key))

    def _begun(self, key: str) -> set[str]:
        """Find the gates of which a name has a word that begins so; none for three letters."""
        names = self.gateways.items() if len(key) > 3 else ()
        return {place for name, place in names if f"-{key}" in f"-{name}"}

    def _unknown(self, text: str, key: str) -> str:
        if key in self.absent:
            return self.absent[key]
        known = {**{name: town.name for name, town in self.towns.items()}}
        known |= {
            name: self._network.by_place[place][0].name for name, place in self.gateways.items()
        }
        near = difflib.get_close_matches(key, list(known), n=4, cutoff=0.6)
        hint = ", ".join(dict.fromkeys(known[name] for name in near))
        ask = f"did you mean {hint}?" if near else "give a town, a port, a crossing or lon,lat"
        return f"no place '{text}'; {ask}"

    def closable(self, text: str, *, to: str = "close") -> tuple[str, ...]:
        """Find the places that a name to close, or to reopen, means.

        Parameters
        ----------
        text
            A crossing or a port by id, name or short name; ``hormuz``; or a pair of countries such
            as ``afg-pak`` for every crossing between them, ``afg`` for all of Afghanistan's.
        to
            What is to be done with them, as an error says it.

        Raises
        ------
        UnknownPlaceError
            If nothing goes by this name; near names are suggested. Or if it is a gate that is
            not on the network.
        """
        key = plain(text)
        if key in (HORMUZ, "strait-of-hormuz", "sl-hormuz"):
            return (HORMUZ,)
        exact = {plain(place): place for place in self._network.by_place}
        if key in exact:
            return (exact[key],)
        wanted = frozenset(key.upper().split("-"))
        crossings = [gateway for gateway in self._network.gateways if gateway.kind == "crossing"]
        pairs = [
            gateway for gateway in crossings if wanted <= {gateway.country_a, gateway.country_b}
        ]
        if pairs:
            return tuple(dict.fromkeys(gateway.place for gateway in pairs))
        ports = [gateway.place for gateway in self._network.gateways
                 if gateway.kind == "port" and plain(gateway.name).startswith(key)]  # fmt: skip
        if key and ports:
            return tuple(ports)
        for known in (self.gateways, self.sides):
            if key in known:
                return (known[key],)
        if key in self.absent:
            raise UnknownPlaceError(self.absent[key])
        begun = self._begun(key)
        if len(begun) == 1:
            return (begun.pop(),)
        near = difflib.get_close_matches(key, list(self.gateways), n=4, cutoff=0.5)
        hint = f"did you mean {', '.join(near)}?" if near else "give a crossing, a port or hormuz"
        raise UnknownPlaceError(f"no place '{text}' to {to}; {hint}")

    def gateway(self, place: str) -> Endpoint:
        """Give the End that a crossing (either side of it) or a port (its quay) is."""
        gateways = self._network.by_place[place]
        first = gateways[0]
        nodes = (
            (first.a,) if first.kind == "port" else tuple(n for g in gateways for n in (g.a, g.b))
        )
        country = first.country_a if first.kind == "port" else ""
        return Endpoint(first.name, first.lon, first.lat, nodes=nodes, place=place, country=country)

    def harbours(self, end: Endpoint) -> tuple[Endpoint, ...]:
        """Return the ports of a town's name as Ends by sea; the End itself if it is a port, or has none."""
        ports = [gateway for gateway in self._network.gateways if gateway.kind == "port"]
        if end.place in {port.place for port in ports}:
            return (end,)
        named = [port for port in ports if plain(port.name).startswith(plain(end.name))]
        return tuple(self.gateway(port.place) for port in named) or (end,)

    def landward(self, end: Endpoint) -> Endpoint:
        """Return a port's land side where no ship is asked for; any other End as it is."""
        gateways = self._network.by_place.get(end.place, ())
        if not gateways or gateways[0].kind != "port":
            return end
        return replace(end, nodes=(gateways[0].b,))

    def no_port(self, end: Endpoint) -> str:
        """Say that no ship leaves from an End, and which port is near; "" if it is a port."""
        ports = [gateway for gateway in self._network.gateways if gateway.kind == "port"]
        if end.place in {port.place for port in ports}:
            return ""
        said = f"{end.name} is no port, so no route by sea begins or ends there"
        named = [port for port in ports if plain(port.name).startswith(plain(end.name))]
        if named:
            listed = " or ".join(f"{port.name} ({port.place})" for port in named)
            return f"{said}; ask for {listed}"
        km, port = min(
            ((great_circle_km((end.lon, end.lat), (port.lon, port.lat)), port) for port in ports),
            key=lambda one: one[0],
        )
        return f"{said}; the nearest port is {port.name} ({port.place}), {km:,.0f} km away"

    def point(
        self, lon: float, lat: float, name: str, *, mode: str = "road", country: str = ""
    ) -> Endpoint:
        """Join a point to the nearest road or railway of its own country, else to a port.

        Parameters
        ----------
        country
            In which it lies, ISO alpha-3; that of the map's land if "".

        Raises
        ------
        UnknownPlaceError
            If it is nowhere on the globe, if it lies more than 60 km from any road of its country
            and any port, or if more than 5 km of the way there lie over water. The message says
            what to ask for.
        """
        if abs(lon) > 180 or abs(lat) > 90:
            raise UnknownPlaceError(
                f"'{name}' is nowhere on the globe: lon,lat lie within 180 and 90 degrees"
                f"{self._turned(lon, lat, mode)}"
            )
        country = country or self._shore.country(lon, lat)
        found = self._snap(lon, lat, mode, country)
        if found is not None and self._wet_km((lon, lat), found[3], found[2]) <= _WET_KM:
            edge, share, off_km, _ = found
            own = self._network.countries[self._network.country[edge]]
            return Endpoint(
                name, lon, lat, edge=edge, share=share, off_km=off_km, country=country or own
            )
        return self._at_port(lon, lat, name, mode, country, found)

    def _at_port(
        self, lon: float, lat: float, name: str, mode: str, country: str,
        found: tuple[int, float, float, tuple[float, float]] | None,
    ) -> Endpoint:  # fmt: skip
        """Join a point without a road of its own to the nearest port, or say why it cannot be."""
        ports = [(great_circle_km((lon, lat), (gateway.lon, gateway.lat)), gateway)
                 for gateway in self._network.gateways
                 if gateway.kind == "port" and country in ("", gateway.country_a)]  # fmt: skip
        off_km, port = min(ports, key=lambda one: one[0], default=(np.inf, None))
        mode_word = "railway" if mode == "rail" else mode
        where = f"'{name}'" if "," in name else f"{name} ({lon:g}, {lat:g})"
        if port is None or off_km > _REACH_KM:
            if found is None:
                raise UnknownPlaceError(self._nowhere(where, lon, lat, mode, country))
            raise UnknownPlaceError(
                f"{where} lies {found[2]:.0f} km over water from the nearest {mode_word}; give a place on "
                "land beside one, or a port"
            )
        if not self._shore.same_land((lon, lat), (port.lon, port.lat)):
            raise UnknownPlaceError(
                f"{where} lies over water from any {mode_word}; the nearest port of the network is "
                f"{port.name} ({port.place}), {off_km:.0f} km away: ask for that"
            )
        return Endpoint(name, lon, lat, nodes=(port.a,), off_km=off_km, place=port.place,
                        country=port.country_a)  # fmt: skip

    def _nowhere(self, where: str, lon: float, lat: float, mode: str, country: str) -> str:
        """Say why a point is joined to nothing: its country has no roads here, or none near."""
        mode_word = "railway" if mode == "rail" else mode
        if turned := self._turned(lon, lat, mode):
            return f"{where} lies more than {_REACH_KM:g} km from any {mode_word} and any port of the network{turned}"
        if country and country not in ISO3.values():
            beyond = self.exits.by_country.get(country)
            hint = f"; the network ends at {beyond}" if beyond else ""
            return (
                f"{where} lies in {country}, beyond the network: it has the roads and railways of "
                f"{', '.join(sorted(ISO3.values()))} alone{hint}"
            )
        nearest = self._snap(lon, lat, mode, "")
        if country and nearest is not None:
            other = self._network.countries[self._network.country[nearest[0]]]
            return (
                f"{where} lies in {country}, and the nearest {mode_word} in {other}, {nearest[2]:.0f} km "
                f"away over a border: a place is joined to a {mode_word} of its own country alone, and "
                f"none lies within {_REACH_KM:g} km; give a place nearer to one"
            )
        return (
            f"{where} lies more than {_REACH_KM:g} km from any {mode_word} and any port of the network; "
            "give a place nearer to one"
        )

    def _turned(self, lon: float, lat: float, mode: str) -> str:
        """Ask whether latitude and longitude have changed places; "" if that gives no place."""
        if abs(lon) > 90 or abs(lat) > 180:
            return ""
        country = self._shore.country(lat, lon)
        if self._snap(lat, lon, mode, country) is None:
            return ""
        return f"; did you mean {lat:g},{lon:g}?"

    def _dry(self, lon: float, lat: float, mode: str, country: str) -> bool:
        """Tell whether a road or railway of a country is near enough, and not over water."""
        found = self._snap(lon, lat, mode, country)
        return found is not None and self._wet_km((lon, lat), found[3], found[2]) <= _WET_KM

    def _wet_km(self, start: tuple[float, float], end: tuple[float, float], km: float) -> float:
        return km * self._shore.wet_share(start, end) if km > _WET_KM else 0.0

    @cached_property
    def _shore(self) -> Shore:
        return Shore.read(self._geo)

    def _snap(
        self, lon: float, lat: float, mode: str, country: str
    ) -> tuple[int, float, float, tuple[float, float]] | None:
        """Find the nearest edge of a country, the share of it, and how far away and where it is met.

        A country that the network has no roads of has none; "" takes any.
        """
        network = self._network
        if country and country not in network.countries:
            return None
        edges, index = network.railways if mode == "rail" else network.roads
        point = shapely.Point(lon, lat)
        near = index.query_nearest(point, max_distance=1.0, all_matches=True)
        if not len(near):
            return None
        at = int(np.min(near))
        if country and network.countries[network.country[edges[at]]] != country:
            here = index.query(point, predicate="dwithin", distance=_REACH_DEG)
            own = here[network.country[edges[here]] == network.countries.index(country)]
            if not len(own):
                return None
            away = shapely.distance(index.geometries[own], point)
            at = int(own[np.lexsort((own, away))[0]])
        line = index.geometries[at]
        share = float(line.project(point, normalized=True))
        met = line.interpolate(share, normalized=True)
        off_km = great_circle_km((lon, lat), (met.x, met.y))
        return (int(edges[at]), share, off_km, (met.x, met.y)) if off_km <= _REACH_KM else None


def great_circle_km(one: tuple[float, float], two: tuple[float, float]) -> float:
    """Measure between two (lon, lat) on the sphere, in km; within 0.6 % of the ellipsoid."""
    lon1, lat1, lon2, lat2 = np.radians([*one, *two])
    half = np.sin((lat2 - lat1) / 2) ** 2
    half += np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return float(2 * 6371.0088 * np.arcsin(np.sqrt(half)))


def plain(text: str) -> str:
    """Reduce a name to lower-case letters and digits, with hyphens between words."""
    return words_of(text).replace(" ", "-")


def _weight(town: Town) -> tuple[bool, int]:
    return town.country in ISO3.values(), town.population


def _spellings(name: str) -> set[str]:
    return {plain(name), plain(name).replace("-", "")}


def why_absent(name: str, *, port: bool) -> str:
    """Say that a gate is not on the Network, and why; without a full stop.

    Parameters
    ----------
    name
        As shown.
    port
        Whether it is a port, and not a crossing.
    """
    if port:
        return f"{name} is not on the network of the what-if: no sea lane of the data leads there"
    return (
        f"{name} is not on the network of the what-if: a small crossing, and no road of the data "
        "leads over the border near it"
    )
