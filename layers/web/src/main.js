/* The map's client. Started once by the folium map's script, told what to show by small commands.

   Crossings.start(map, {base, start})  with window.CROSSINGS_CONFIG (layers, styles, files, ground)
   Crossings.apply(command)             idempotent: only what has changed is touched
   Crossings.take(text)                 the same, packed: JSON, deflated, in base64
   Crossings.choose(key)                open the card of a feature, "" to close it
   Crossings.turn(layer, on)            switch a layer at once
   Crossings.moveDay(day)               show another day at once, and tell Python
   Crossings.ask(query)                 put a piece of a link to Python
   Crossings.wanted()                   day, window and layers, for the switches in the page
   Crossings.find(text, what)           the places that go by a name
   Crossings.offerFit(kind)             which answer is open, to be fitted to
   Crossings.point(words)               ask for a place on the map by the next click
   Crossings.goTo(lat, lon, zoom)       move the map
   Crossings.lightWay(rank)             make a route of the what-if stand out, null for none
   Crossings.light(key)                 ring a feature that is pointed at in the page, "" for none
   Crossings.follow(), place(), image() for the map beside it
   Crossings.state(), ready(), picture(), map, holds(), knows(), within() for tests */
import { apply, take } from "./apply.js";
import { begin } from "./begin.js";
import { moveDay } from "./day.js";
import { find } from "./finding/places.js";
import { offer } from "./fitting.js";
import { goToPlace } from "./frame.js";
import * as host from "./host.js";
import { ready, state, wanted } from "./inspect.js";
import { follow, place } from "./pair.js";
import { point } from "./picking.js";
import { tell } from "./questions.js";
import { holds, knows, within } from "./rules.js";
import { choose, light } from "./selection.js";
import { image, picture } from "./sharing.js";
import { app } from "./state.js";
import { turn } from "./toggles.js";
import { lightWay } from "./what_if.js";

host.publish({
  start: begin,
  apply,
  take,
  choose,
  turn,
  moveDay: (/** @type {string} */ day) => moveDay(day, true),
  ask: (/** @type {string} */ query) => tell(`!view=${query}`),
  light,
  find,
  offerFit: offer,
  point,
  goTo: goToPlace,
  lightWay,
  wanted,
  follow,
  place,
  state,
  ready,
  picture,
  image,
  holds,
  knows,
  within,
  get map() {
    return app.map;
  },
});
