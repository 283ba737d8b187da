/* Written from layers/command.py by `make client`; change the types there. */

/** Which incidents are let through; what is left out lets all through. */
interface ClientFilter {
  kinds?: string[];
  actor?: string;
  deaths?: number;
  trust?: string[];
  basis?: string[];
}

/** Features of a file that belong to the chosen one: those whose ``key`` has this ``value``. */
interface Focus {
  file: string;
  key: string;
  value: string;
}

/** Where to move the map; ``seq`` grows with each move. */
interface Goto {
  seq: number;
  center?: number[];
  zoom?: number;
  bounds?: number[][];
}

/** A place with a ring around it; ``name`` is "" for none. */
interface RingedPlace {
  id?: string;
  name: string;
  lon: number;
  lat: number;
}

/** A gateway that the what-if closes or reopens. */
interface ScenarioGateway {
  name: string;
  lon: number;
  lat: number;
  kind: "closed" | "reopened";
}

/** Where the record of crossings ends: its last report, and the last day that is well known. */
interface RecordEnd {
  text: string;
  end: string;
  day: string;
}

/** An entry of the legend, or a note alone. */
interface LegendEntry {
  layer?: string;
  kind?: string;
  text?: string;
  note?: string;
}

/** Entries under one heading. */
interface LegendPart {
  title: string;
  items: LegendEntry[];
}

/** Online tiles: their address as Leaflet wants it, and who is to be credited. */
interface Tiles {
  url: string;
  attribution: string;
}

/** All that the map shows, as plain values; days are ISO texts. */
interface Command {
  layers: string[];
  day: string;
  window: number | null;
  worldview: string;
  filter: ClientFilter;
  heat: string;
  known: string | null;
  unreported: string;
  since: string | null;
  theme: "light" | "dark";
  selected: string | null;
  focus: Focus | null;
  answer: string | null;
  gateways: ScenarioGateway[];
  passed: string[];
  highlight: RingedPlace[];
  span: (string | null)[] | null;
  title: string;
  subject: string;
  answered: number;
  subtitle: string;
  asides: string[];
  reach: string[];
  record: RecordEnd;
  caveats: string[];
  credits: string[];
  legend: LegendPart[];
  tiles: Tiles | null;
  present: boolean;
  paired: boolean;
  half: boolean;
  goto: Goto | null;
}
