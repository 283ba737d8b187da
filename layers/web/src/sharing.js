/* The link and the picture of what is shown, for elsewhere. */
import * as capture from "./capture.js";
import * as host from "./host.js";
import { make } from "./nodes.js";
import { speak } from "./notices.js";
import { app } from "./state.js";

export function copyLink() {
  const address = host.address();
  const done = () => speak("Link copied");
  const old = () => {
    const field = make("textarea", "cx-quiet");
    field.value = address;
    document.body.appendChild(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    if (copied) done();
    else speak("The link could not be copied: take it from the address bar");
  };
  if (navigator.clipboard) navigator.clipboard.writeText(address).then(done, old);
  else old();
}

export const image = () => capture.image(app.map, app.parts.box);

/* The map as it stands, twice as fine; a day beside it belongs to the picture. */
export const picture = () =>
  capture.png(app.map, app.parts.box, app.command.half ? host.picturesBeside() : []);

function fileName() {
  const { subject, title, day } = app.command;
  const slug = (subject || title)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 48);
  return `CRX_${slug || "view"}_screen_${day.replaceAll("-", "")}.png`;
}

export function copyPicture() {
  speak("Making the picture ...", 60000);
  const made = picture();
  made.catch(() => {}); // said below, whoever notices first
  const offer = () =>
    made.then(
      (content) => {
        const link = make("a", "", "Download the picture");
        link.href = URL.createObjectURL(content);
        link.download = fileName();
        speak("The browser does not let the map copy it. ", 20000, link);
      },
      (error) => {
        const what = error.withheld
          ? "The browser withholds the picture"
          : "The picture could not be made";
        speak(`${what}: take a screenshot, or 'Export' in the panel`, 12000);
      },
    );
  if (!navigator.clipboard || !window.ClipboardItem) return offer();
  return navigator.clipboard
    .write([new ClipboardItem({ "image/png": made })])
    .then(() => speak("Picture copied"), offer);
}
