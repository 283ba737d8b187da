/* The map's client. Started once by the folium map's script, told what to show by small commands.

   Crossings.start(map, {base, start})  with window.CROSSINGS_CONFIG (layers, styles, files, ground)
   Crossings.apply(command)             idempotent: only what has changed is touched
   Crossings.choose(key)                open the card of a feature, "" to close it
   Crossings.follow(), place(), image() for the map beside it
   Crossings.state(), ready(), picture(), map, holds(), knows(), within() for tests */
import { apply } from "./apply.js";
import { begin } from "./begin.js";
import * as host from "./host.js";
import { ready, state } from "./inspect.js";
import { follow, place } from "./pair.js";
import { holds, knows, within } from "./rules.js";
import { choose } from "./selection.js";
import { image, picture } from "./sharing.js";
import { app } from "./state.js";

host.publish({
  start: begin,
  apply,
  choose,
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
