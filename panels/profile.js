// The organisation's profile stays in this browser: it is sent to the server, and into no link.
const KEY = "crossings-profile";
const LARGEST = 3_000_000;

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY) || "null");
  } catch {
    return null;
  }
}

function keep(value) {
  try {
    if (value) localStorage.setItem(KEY, JSON.stringify(value));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}

function asText(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () => resolve(String(reader.result).split(",", 2)[1] || "");
    reader.readAsDataURL(file);
  });
}

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const input = parentElement.querySelector("input");
  const forget = parentElement.querySelector("button");
  const status = parentElement.querySelector("p");
  const mine = kept();
  const stamp = mine ? mine.stamp : "";
  forget.hidden = !mine && !data.stamp;
  status.textContent = data.said || "A .toml with name, colours and marking, and the logo and slide template it names.";
  // A session that has not heard of it yet; one that has heard of another keeps that until it is chosen anew.
  if (mine && !data.stamp) setStateValue("files", mine);
  input.onchange = async () => {
    const chosen = [...input.files];
    input.value = "";
    if (!chosen.length) return;
    if (chosen.reduce((sum, one) => sum + one.size, 0) > LARGEST) {
      status.textContent = "These files are larger than 3 MB together: take the command, with --profile FILE.";
      return;
    }
    const files = {};
    for (const one of chosen) files[one.name] = await asText(one);
    const value = { stamp: String(Date.now()), files };
    if (!keep(value)) status.textContent = "This browser keeps nothing: it is used until the page is closed.";
    setStateValue("files", value);
  };
  forget.onclick = () => {
    keep(null);
    setStateValue("files", { stamp: stamp ? `gone-${stamp}` : "gone", files: null });
  };
}
