/* What the modules hand to each other. The command's types stand in command.d.ts. */

type LatLng = { lat: number; lng: number };
type Point = { x: number; y: number };
type Shift = [number, number];
type Span = [number, number];

/** Colours on one ground. */
interface Ink {
  color: string;
  fill?: string;
  text?: string;
}

/** How one kind of feature looks: Style of layers/palette.py. */
interface Style {
  light: Ink;
  dark: Ink;
  width: number;
  dash?: string;
  casing: number;
  opacity: number;
  radius: number;
  shape?: string;
  letter?: string;
  widths?: number[] | null;
  ticks?: boolean;
  round?: boolean;
}

/** What a point symbol needs of a style. */
type PointStyle = Partial<Style> & { light: Ink; dark: Ink };

/** Colours of what is no layer: "land", "halo", "text", "accent" and others. */
type Ground = { [name: string]: string };
type Theme = "light" | "dark";

/** A layer as layers/layer.py writes it. */
interface LayerConfig {
  id: string;
  name: string;
  group: string;
  file: string;
  geometry: "point" | "line" | "polygon" | "label" | "image";
  windowed?: boolean;
  classes?: boolean;
  owner?: boolean;
  interactive?: boolean;
  symbol?: string;
  minzoom?: number;
  group_points?: boolean;
  facts?: boolean;
  where?: { [property: string]: unknown[] }; // words, or whether it is built
  detail_file?: string;
  detail_zoom?: number;
}

/** The same for everybody: window.CROSSINGS_CONFIG. */
interface Config {
  files: { [name: string]: string };
  layers: LayerConfig[];
  groups: string[];
  styles: { [layer: string]: { [kind: string]: Style } };
  ground: { light: Ground; dark: Ground };
  ways: WayRules;
  unknown_after_days: { [file: string]: number };
}

/** The numbers by which routes are laid side by side: layers/ways. */
interface WayRules {
  widths: { [state: string]: number[] };
  edge: number;
  tint: number;
  dash: { [state: string]: [number, number] };
  ties: [number, number];
  tie: number;
  room: number;
  room_empty: number;
  to_sea: string[];
  helps: string[];
  hinders: string[];
  zooms: number[];
}

/** A leg of a route that is shown. */
interface Leg {
  strand: string;
  state: string;
  level: number;
}

/** How a strand is drawn. */
interface StrandLook {
  state: string;
  width: number;
  ties: boolean;
}

type Line = [number, number][];

/** From and to point, the leg, its kin, the legs at its left, at its right. */
type PathSpan = [number, number, number, number[], number[], number[]];

/** A path in pixels, or in degrees as it is served. */
interface Path {
  points: Line;
  spans: PathSpan[];
  start?: number;
  cutStart?: boolean;
  cutEnd?: boolean;
}

/** A stretch of a strand that is drawn at one go. */
interface Piece {
  name: string;
  strand: string;
  look: StrandLook;
  legs: number[];
  line: Line;
  start: number;
  first: boolean;
  last: boolean;
}

type ColoredPiece = Piece & { color: string };

/** Where routes run together at a zoom. */
interface StrandTable {
  legs: string[];
  paths: Path[];
}

/** When something held, and when it was known. */
interface Held {
  valid_from?: string | null;
  valid_to?: string | null;
  known_from?: string | null;
  known_to?: string | null;
}

/** What holds at a place or along a route from a day on. */
interface State extends Held {
  kind: string;
  place?: string;
}

/** A feature's properties: those of DRAWN in layers/screen/publish.py. */
interface Properties extends Held {
  [property: string]: unknown;
  id: string;
  name?: string;
  label?: string;
  labels?: { [worldview: string]: string };
  rank?: number;
  minzoom?: number;
  maxzoom?: number;
  place?: string;
  pairs?: string[]; // of a meeting: between which places somebody travelled
  site?: string;
  kind?: string;
  mode?: string;
  built?: boolean;
  classes?: { [worldview: string]: string };
  owner?: { [worldview: string]: string };
  iso_a3?: string;
  letter?: string;
  count?: number;
  size?: number;
  disputed?: boolean;
  confidence?: string;
  actors?: string[];
  dyad?: string;
  basis?: string;
  states?: State[];
  traffic_class?: number;
  schematic?: boolean;
  after_break?: string;
  corridor?: string;
  corridor_name?: string;
  from_name?: string;
  to_name?: string;
  length_km?: number | null;
  date_text?: string;
  note?: string;
  caveat?: string;
  phase?: string;
  status?: string;
  status_kind?: string;
  status_title?: string;
  since_text?: string;
  reported_on?: string;
  reported_text?: string;
  last_status?: string;
  style?: string;
  width?: number;
}

interface Geometry {
  type: "Point" | "LineString" | "MultiLineString" | "Polygon" | "MultiPolygon";
  // biome-ignore lint/suspicious/noExplicitAny: as deep as the type says
  coordinates: any;
}

interface Feature {
  id: string;
  geometry: Geometry;
  properties: Properties;
}

/** A file of features, or the timeline's. */
interface Collection {
  features: Feature[];
}

/** A run of places, or several runs of a line or rings of an area. */
// biome-ignore lint/suspicious/noExplicitAny: as deep as the geometry says
type Coords = any;

/** A feature as it is drawn. A point has a latlng and a reach, a line or an area has coords. */
interface Item {
  p: Properties;
  shown: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: markers, lines and areas together
  parts: any[];
  latlng: import("leaflet").LatLng;
  coords: Coords;
  reach: number; // px from its middle to its edge
  aside?: Shift; // px that it stands beside its place
  age?: number; // third of its time that its report is in, as drawn
  joined?: Item[]; // marks of its own place that are one with it, itself the first
  within?: Item; // the mark that it is one with, whose name is its own
  width: number;
  ink: Ink;
  hit?: import("leaflet").Polyline;
  now?: string; // of a route: what it lets through on the day
  back?: boolean; // something else is chosen
  wanted?: boolean; // to be shown, by itself or in a group
  crowded?: boolean; // shown in a group
}

/** A mark for several features. */
type GroupMark = import("leaflet").Marker & { reach: number; aside: Shift };

/** A layer as it is drawn. */
interface Pane {
  layer: LayerConfig;
  pane: HTMLElement;
  items: Map<string, Item>; // by the feature's id
  group: import("leaflet").LayerGroup;
  file: string | null;
  on: boolean;
  data?: Collection;
  labelled?: Feature[];
  renderer?: import("leaflet").Renderer;
  crowds: (GroupMark | import("leaflet").Path)[];
}

/** How a point symbol differs from its style. */
interface How {
  mark?: string;
  hollow?: boolean;
  scale?: number;
  halo?: boolean;
  cited?: boolean;
  last?: string; // how long ago it was last known; drawn hollow
  age?: number; // third of its time that its report is in, 0 to 2
  room?: number;
}

/** What a symbol is drawn with. */
interface SymbolInk extends Ink {
  ground: string;
  aged: boolean;
  body: string; // its fill
  rim: string; // its outline
  sign: string; // what stands on its fill
}

/** What of a mark counts for whether it is one with others: px. */
interface Part extends Point {
  site: string;
  r: number;
  look: string;
}

interface Circle extends Point {
  r: number;
}

interface Box {
  x0: number;
  x1: number;
  y0: number;
  y1: number;
  owner?: string;
}

interface Spot extends Point {
  angle?: number;
  score?: number;
  away?: number; // from the nearest place at its mark, px
  price?: number; // in ems
  clear?: number; // px that no line but its own is near
  lead?: boolean; // a line leads to it from its mark
  lines?: string[]; // the name as it is broken there
  side?: number; // -1 where the text ends at the mark, 1 where it begins, 0 over and under it
}

/** A name that wants a place. */
interface Label extends Point {
  text: string;
  rank: number; // the lower, the sooner it gets a place
  size: number;
  weight?: number;
  italic?: boolean;
  colour: string;
  halo?: string;
  haloWidth?: number;
  gap?: number;
  must?: boolean; // what the map is about: may stand apart, with a line that leads there
  cross?: boolean; // its leader may cross lines
  column?: string; // where names of the same column crowd, they stand in one
  centred?: boolean;
  dot?: number;
  spacing?: number;
  owner?: string; // whose mark it may touch
  spots?: Spot[];
  repeat?: number; // px between two names of the same text
}

/** How the name of a kind of place looks. */
interface Look {
  size: number;
  weight?: number;
  italic?: boolean;
  centred?: boolean;
  water?: boolean;
  soft?: boolean;
  dot?: number;
  spacing?: number;
}

/** A name in its place. */
interface Placed extends Point {
  label: Label;
  w: number;
  h: number;
  angle: number;
  dotted: boolean;
  lead?: Point[];
  lines: string[];
  side: number;
}

/** What names are placed on. */
interface Board {
  frame: Box;
  width: Measure;
  boxes: Boxes; // marks, furniture, names that stand
  lines: Boxes;
  marks: Box[];
  named: Box[];
  leads: Point[][];
  said: Label[]; // what stands
}

/** Boxes of which one can ask whether another meets them. */
interface Boxes {
  add: (box: Box) => void;
  hits: (box: Box, owner?: string) => boolean;
}

type Measure = (text: string, size: number, weight: number, italic?: boolean) => number;

/** What is in sight, for names. */
interface Sight {
  size: Point;
  zoom: number;
  big: number;
  at: (latlng: import("leaflet").LatLngExpression) => import("leaflet").Point;
  inside: (point: Point) => boolean;
}

/** The first frame. */
interface Start {
  center: [number, number];
  zoom: number;
  minzoom: number;
  fit?: [number, number][];
}

/** What the furniture's tools do. */
interface FurnitureActs {
  zoomIn: () => void;
  zoomOut: () => void;
  home: () => void;
  day: (day: string) => void;
  copy: () => void;
  picture: () => void;
  changed: () => void;
  present: () => void;
}

/** The furniture's nodes. */
interface Furniture {
  box: HTMLElement;
  title: HTMLElement;
  subtitle: HTMLElement;
  day: HTMLElement;
  beyond: HTMLElement;
  beyondText: HTMLElement;
  back: HTMLElement;
  legend: HTMLElement;
  entries: HTMLElement;
  signs: HTMLElement;
  reach: HTMLElement;
  bar: HTMLElement;
  length: HTMLElement;
  caveats: HTMLElement;
  credits: HTMLElement;
  say: HTMLElement;
  errors: HTMLElement;
  tools: HTMLElement;
  parts: HTMLElement[];
}

/** An event of the timeline's file: day, title, kind, actors, deaths, confidence, basis, known from. */
interface TimelineRow {
  d: string;
  t?: string;
  k?: string;
  a?: string | string[];
  n?: number;
  c?: string;
  b?: string;
  f?: string;
}

interface TimelineRows {
  incidents: TimelineRow[];
  ucdp: TimelineRow[];
  engagements: TimelineRow[];
  policy: TimelineRow[];
}

interface TimelineData extends TimelineRows {
  first: string;
  last: string;
  gaps: [string, string][];
}

interface TimelineInks {
  incident: string;
  venue: string;
}

/** How days become bars. */
interface Bin {
  name: "day" | "week" | "month";
  key: (day: string) => string;
  start: (key: string) => number;
  end: (key: string) => number;
}

type HintAt = { clientX: number; clientY: number };

interface TimelineActs {
  move: (day: string, ended: boolean) => void;
  choose: (key: string) => void;
  hint: (event: HintAt, first: string, second: string) => void;
  hush: () => void;
}

interface GestureActs {
  move: (day: string, ended: boolean) => void;
  rest: () => void;
  go: (sign: number, by?: string) => void;
  play: () => void;
  pause: () => void;
  zoomTo: (from: number, to: number, keep?: boolean) => void;
  whole: () => void;
  tell: (event: HintAt, px: number, py: number) => void;
  hush: () => void;
}

interface Grip {
  how: "day" | "slide" | "from" | "to" | "brush";
  begin: number;
  scale: Span;
  before: Span;
}

/** One frame as an image, and the room that a legend beside the map takes. */
interface FrameImage {
  picture: HTMLImageElement;
  width: number;
  height: number;
  beside: number;
}

/** What is there once the map has started; the command once it has been told for the first time. */
interface App {
  map: import("leaflet").Map;
  config: Config;
  base: string; // address of the served folder
  start: Start;
  parts: Furniture;
  tip: HTMLElement; // the words at the pointer
  time: ReturnType<typeof import("./timeline/timeline.js").build>;
  command: Command; // what is shown
  written: Command; // the last command as it was given
  selected: string | null; // key of the chosen feature
  touched: boolean; // the reader has moved something
  highlights: import("leaflet").LayerGroup; // rings around places
  placed: Placed[]; // labels as they stand
}

/** The what-if's drawing. */
interface Answers {
  file: string | null;
  drawn: string | null; // file and theme
  features: Feature[];
  ways: import("leaflet").LayerGroup;
  gates: import("leaflet").LayerGroup;
  rings: string;
}

/** A place as it can be found. */
interface Findable {
  name: string;
  note: string; // what it is, or its country
  key: string; // layer and place, "" for a town
  link: string; // what a link calls it
  lat: number;
  lon: number;
  zoom: number;
  order: number; // of two alike the lower goes first
  parts?: string[]; // names of its own beside its whole name
  others: string[];
}

/** A place with its names as they are compared. */
interface Folded {
  place: Findable;
  own: string[];
  others: { name: string; key: string }[];
}

/** A place that goes by what was looked for, and by which other name. */
type Hit = Findable & { by: string; score: number };

/** Name, country, longitude, latitude, zoom, what a link calls it, other names. */
type TownRow = [string, string, number, number, number, string, string];

interface FinderFile {
  gateways: { [place: string]: string };
  towns: TownRow[];
}

/** What the client offers: to the map beside it, to the page and to tests. */
interface Client {
  start: (map: import("leaflet").Map, options: { base: string; start: Start }) => void;
  apply: (command: Command) => void;
  choose: (key: string) => void;
  follow: (center: LatLng, zoom: number) => void;
  place: () => { center: LatLng; zoom: number } | null;
  image: () => Promise<FrameImage>;
  [forTests: string]: unknown;
}

/** What streamlit-folium keeps in the frame. */
interface Component {
  last_object_clicked_tooltip: string;
  last_object_clicked_count: number;
  previous_data: unknown;
}

interface Window {
  CROSSINGS_CONFIG: Config;
  Crossings: Client;
  CRX_CARD?: (key: string, byKey: boolean) => void;
  Streamlit?: { setComponentValue: (value: unknown) => void };
  __GLOBAL_DATA__?: Component;
  feature_group: unknown[];
}
