"""The Network: nodes and edges by mode as arrays, loaded from the file that the catalog builds."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from catalog.paths import GEO, relative
from catalog.problems import CatalogError, Problem

if TYPE_CHECKING:
    import shapely

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

MODES = ("road", "rail", "sea", "transfer", "gate")
ROAD, RAIL, SEA, TRANSFER, GATEWAY = range(5)
PLANNED = 20
"""Class of an edge that is not built."""
GAUGE_BREAK = 2
"""Class of a transfer between railways of different gauge."""
HORMUZ = "hormuz"
SCALE = 1e5


@dataclass(frozen=True)
class Gateway:
    """A crossing or a port: a pair of nodes that one edge joins.

    Parameters
    ----------
    number
        By which edges name it in ``Network.gateway``.
    key, place, name, kind, mode
        ``XG-TORKHAM/road``; canonical id; as shown; crossing or port; road, rail or sea.
    country_a, country_b
        ISO alpha-3; Afghanistan comes first, else alphabetically. A port has one country twice.
    lon, lat
        Degrees, WGS84.
    trade
        commercial, or local: no cargo for elsewhere in ordinary times.
    a, b
        Its nodes: in the first and the second country; of a port the sea and the land side.
    """

    number: int
    key: str
    place: str
    name: str
    kind: str
    mode: str
    country_a: str
    country_b: str
    lon: float
    lat: float
    trade: str
    a: int
    b: int


@dataclass(frozen=True)
class Network:
    """Nodes and edges; nothing in it is ever changed, and its arrays refuse to be.

    Parameters
    ----------
    u, v
        Nodes at each edge's ends, from 0.
    km
        Length of each edge along the ground.
    mode, cls
        Index into ``MODES``; class of a road (1 motorway to 5 tertiary), of a transfer, or
        ``PLANNED``.
    country
        Index into ``countries`` of each edge.
    gateway
        Number of the gate that an edge is, 0 for none, 1 for a lane through Hormuz. A port's is on
        two edges: from its sea to its land side, and the call, from its sea side to the lanes.
    offset, xy
        Points of edge ``e`` are ``xy[offset[e]:offset[e + 1]]``, (lon, lat) in 1e-5 degrees.
    countries
        ISO alpha-3 codes.
    gateways
        By number, from 2 on.
    origins
        Where it comes from.
    """

    u: Ints
    v: Ints
    km: npt.NDArray[np.float32]
    mode: npt.NDArray[np.uint8]
    cls: npt.NDArray[np.uint8]
    country: npt.NDArray[np.uint8]
    gateway: npt.NDArray[np.int16]
    offset: Ints
    xy: Ints
    countries: tuple[str, ...]
    gateways: tuple[Gateway, ...]
    origins: tuple[Mapping[str, Any], ...] = field(default=())

    def __post_init__(self) -> None:
        for name in ("u", "v", "km", "mode", "cls", "country", "gateway", "offset", "xy"):
            getattr(self, name).setflags(write=False)

    @cached_property
    def nodes(self) -> int:
        """Number of nodes."""
        ends = max((max(gateway.a, gateway.b) for gateway in self.gateways), default=-1)
        return int(max(self.u.max(initial=-1), self.v.max(initial=-1), ends)) + 1

    @property
    def edges(self) -> int:
        """Number of edges."""
        return len(self.u)

    @cached_property
    def arcs(self) -> tuple[Ints, Ints, Ints]:
        """Both directions of every edge, sorted by where they start.

        Returns
        -------
        indptr, indices, arc
            As of a CSR matrix; ``arc`` is the edge's number going from ``u`` to ``v``, the number
            of edges more going back.
        """
        start = np.concatenate([self.u, self.v])
        order = np.argsort(start, kind="stable").astype(np.int32)
        counts = np.bincount(start, minlength=self.nodes)
        indptr = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        return indptr, np.concatenate([self.v, self.u])[order].astype(np.int32), order

    @cached_property
    def pairs(self) -> tuple[npt.NDArray[np.int64], Ints]:
        """Arcs sorted by the nodes that they lead from and to: the pair as one number, and the arc."""
        start = np.concatenate([self.u, self.v]).astype(np.int64)
        end = np.concatenate([self.v, self.u])
        key = start * self.nodes + end
        order = np.argsort(key, kind="stable").astype(np.int32)
        return key[order], order

    @cached_property
    def waters(self) -> tuple[Ints, Ints, Ints]:
        """The sea as a small graph: its edges, and the places of their ends among ``nodes`` at sea."""
        edges = np.flatnonzero(self.mode == SEA).astype(np.int32)
        ends = np.concatenate([self.u[edges], self.v[edges]])
        nodes, at = np.unique(ends, return_inverse=True)
        return edges, nodes.astype(np.int32), at.astype(np.int32)

    @cached_property
    def by_place(self) -> dict[str, tuple[Gateway, ...]]:
        """Gates by canonical id: a crossing may have one for the road and one for the railway."""
        found: dict[str, tuple[Gateway, ...]] = {}
        for gateway in self.gateways:
            found[gateway.place] = (*found.get(gateway.place, ()), gateway)
        return found

    @cached_property
    def gateway_edges(self) -> dict[int, npt.NDArray[np.int64]]:
        """Numbers of the edges that each gate is, and of the lanes through Hormuz, by its number."""
        marked = np.flatnonzero((self.gateway == 1) | (self.gateway > 1) & (self.mode == GATEWAY))
        return {
            number: marked[self.gateway[marked] == number]
            for number in np.unique(self.gateway[marked]).tolist()
        }

    @cached_property
    def calls(self) -> dict[int, npt.NDArray[np.int64]]:
        """Numbers of the edges by which ships call at each port, by the number of its gate."""
        marked = np.flatnonzero((self.mode == SEA) & (self.gateway > 1))
        return {
            gateway.number: marked[self.gateway[marked] == gateway.number]
            for gateway in self.gateways
            if gateway.kind == "port"
        }

    @cached_property
    def anchorages(self) -> dict[int, int]:
        """Nodes at which each port's call meets the lanes, by the number of its gate.

        Ships that pass a port touch no other node of it.
        """
        return {
            gateway.number: int(self.v[edge] if self.u[edge] == gateway.a else self.u[edge])
            for gateway in self.gateways
            if gateway.kind == "port"
            for edge in self.calls[gateway.number].tolist()
        }

    def gateway_numbered(self, number: int) -> Gateway | None:
        """Give the gate with a number; None for a lane through Hormuz or no gate."""
        return self.gateways[number - 2] if number > 1 else None

    def points(self, edge: int) -> Floats:
        """Give an edge's line from ``u`` to ``v``: (lon, lat), degrees."""
        piece = self.xy[self.offset[edge] : self.offset[edge + 1]]
        return np.asarray(piece / SCALE)

    @cached_property
    def position(self) -> Floats:
        """(lon, lat) of every node."""
        found = np.zeros((self.nodes, 2))
        found[self.u] = self.xy[self.offset[:-1]] / SCALE
        found[self.v] = self.xy[self.offset[1:] - 1] / SCALE
        return found

    @cached_property
    def roads(self) -> tuple[Ints, shapely.STRtree]:
        """Numbers of the road edges, and an index of their lines in the same order."""
        return self._indexed(ROAD)

    @cached_property
    def railways(self) -> tuple[Ints, shapely.STRtree]:
        """Numbers of the rail edges, and an index of their lines in the same order."""
        return self._indexed(RAIL)

    def _indexed(self, mode: int) -> tuple[Ints, shapely.STRtree]:
        import shapely

        here = (self.mode == mode) & (self.cls != PLANNED)
        edges = np.flatnonzero(here).astype(np.int32)
        counts = np.diff(self.offset)
        lines = shapely.linestrings(
            self.xy[np.repeat(here, counts)] / SCALE,
            indices=np.repeat(np.arange(len(edges)), counts[edges]),
        )
        return edges, shapely.STRtree(lines)


def load(path: Path = GEO / "network.npz") -> Network:
    """Read the built Network.

    Raises
    ------
    FileNotFoundError
        If it has not been built; the message says how to.
    CatalogError
        If it is damaged.
    """
    with _opened(path) as arrays:
        found = {"gateway" if name == "gate" else name: arrays[name] for name in arrays.files}
        meta = json.loads(bytes(found.pop("meta")))
        gateways = tuple(
            Gateway(number=at, **gateway) for at, gateway in enumerate(meta["gates"], start=2)
        )
        return Network(
            **found,
            countries=tuple(meta["countries"]),
            gateways=gateways,
            origins=tuple(meta["origins"]),
        )


def gateway_places(path: Path = GEO / "network.npz") -> frozenset[str]:
    """Give the canonical ids of the built Network's crossings and ports; the rest is not read.

    Raises
    ------
    FileNotFoundError
        If it has not been built; the message says how to.
    CatalogError
        If it is damaged.
    """
    with _opened(path) as arrays:
        meta = json.loads(bytes(arrays["meta"]))
        return frozenset(gateway["place"] for gateway in meta["gates"])


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    if not path.is_file():
        raise FileNotFoundError(f"{relative(path)} is missing; `make build` makes it")
    try:
        with np.load(path) as arrays:
            yield arrays
    except (OSError, EOFError, ValueError, TypeError, LookupError, BadZipFile, zlib.error) as error:
        text = "is no network as the build writes it; run 'make build'"
        raise CatalogError([Problem(relative(path), 0, text)]) from error
