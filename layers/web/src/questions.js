/* What the reader does, put to Python. */
import * as host from "./host.js";
import { speak } from "./notices.js";
import { app, asked } from "./state.js";

const PATIENCE = 10000; // ms
const waiting = { timer: 0, pressed: false };

/** Gives the question's number; 0 if nobody is there to answer.
 * @param {string} chosen
 */
export function tell(chosen) {
  const count = host.send(chosen, app.map.getCenter(), app.map.getZoom());
  if (count) expect(count);
  return count;
}

/** A question that stays without an answer while nobody works on it was put to a session that is gone.
 * @param {number} count
 */
function expect(count) {
  clearTimeout(waiting.timer);
  waiting.timer = setTimeout(() => {
    const session = host.session();
    if (asked.answered >= count || !session) return;
    if (session.running) expect(count);
    else if (session.resume && !waiting.pressed) {
      waiting.pressed = true;
      session.resume.click();
      expect(count);
    } else speak("The page no longer answers: reload it to go on", 600000);
  }, PATIENCE);
}

/** Python has answered to the questions up to this number.
 * @param {number} count
 */
export function answered(count) {
  asked.answered = Math.max(asked.answered, count || 0);
  waiting.pressed = false;
}
