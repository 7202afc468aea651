/**
 * Where photos wait in this browser until they have been sent: they outlive the page, a lost link
 * and an empty battery. A picture is kept from the moment it is taken, and may go once its form was
 * sent; what never may is forgotten after a day.
 */

const NAME = "jindu-photos";
const PICTURES = "pictures"; // {name, blob, scaled, at}
const GOING = "going"; // {name, refused}
const FORGOTTEN_AFTER_MS = 86400000;

let opening = null;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      for (const store of [PICTURES, GOING]) request.result.createObjectStore(store, { keyPath: "name" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opening;
}

/** Does something in both stores at once; resolves with what `act` asked for, once it is kept. */
async function within(mode, act) {
  const transaction = (await open()).transaction([PICTURES, GOING], mode);
  const asked = act(transaction.objectStore(PICTURES), transaction.objectStore(GOING));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(asked?.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

export function keep(name, blob, scaled = false) {
  return within("readwrite", (pictures) => pictures.put({ name, blob, scaled, at: Date.now() }));
}

export function picture(name) {
  return within("readonly", (pictures) => pictures.get(name));
}

/** Their form was sent: from now on they may go. */
export function letGo(names) {
  return within("readwrite", (_pictures, going) => names.forEach((name) => going.put({ name, refused: false })));
}

/** What may go and has not gone yet, refused ones too. */
export function waiting() {
  return within("readonly", (_pictures, going) => going.getAll());
}

export function refuse(name) {
  return within("readwrite", (_pictures, going) => going.put({ name, refused: true }));
}

export function forget(...names) {
  return within("readwrite", (pictures, going) => names.forEach((name) => {
    pictures.delete(name);
    going.delete(name);
  }));
}

/** Pictures taken for a form that was never sent. */
export async function forgetOld(now = Date.now()) {
  const may = new Set((await waiting()).map((one) => one.name));
  const all = await within("readonly", (pictures) => pictures.getAll());
  const old = all.filter((one) => !may.has(one.name) && now - one.at > FORGOTTEN_AFTER_MS);
  if (old.length) await forget(...old.map((one) => one.name));
}
