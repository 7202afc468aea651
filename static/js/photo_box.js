/**
 * Where photos wait in this browser until they have been sent: they outlive the page, a lost link
 * and an empty battery. A picture is kept from the moment it is taken, is named by a report when its
 * form is sent, and may go once that report was taken; what never may is forgotten after a day.
 */

const NAME = "jindu-photos";
const PICTURES = "pictures"; // {name, blob, scaled, at}
const NAMED = "going"; // {name, refused, keys}: keys of the forms sent with it; none: it may go
const FORGOTTEN_AFTER_MS = 86400000;

let opening = null;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      for (const store of [PICTURES, NAMED]) request.result.createObjectStore(store, { keyPath: "name" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opening;
}

/** Does something in both stores at once; resolves with what `act` asked for, once it is kept. */
async function within(mode, act) {
  const transaction = (await open()).transaction([PICTURES, NAMED], mode);
  const asked = act(transaction.objectStore(PICTURES), transaction.objectStore(NAMED));
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

/** A form with this key is sent that names them. One that was refused may be sent again with another
 *  key; which of them was taken, the server knows. */
export function nameIn(key, names) {
  return within("readwrite", (_pictures, named) => names.forEach((name) => {
    const before = named.get(name);
    before.onsuccess = () => {
      const mayGo = before.result && !before.result.keys;
      if (!mayGo) named.put({ name, refused: false, keys: [...(before.result?.keys ?? []), key] });
    };
  }));
}

/** Those whose forms were sent and nobody has said yet whether one of them was taken. */
export async function unsure() {
  return (await within("readonly", (_pictures, named) => named.getAll())).filter((one) => one.keys);
}

/** The forms with these keys were taken: from now on their photos may go. */
export async function taken(keys) {
  const theirs = (await unsure()).filter((one) => one.keys.some((key) => keys.includes(key)));
  return within("readwrite", (_pictures, named) => theirs.forEach(({ name }) => named.put({ name, refused: false })));
}

/** What may go and has not gone yet, refused ones too. */
export async function waiting() {
  return (await within("readonly", (_pictures, named) => named.getAll())).filter((one) => !one.keys);
}

export function refuse(name) {
  return within("readwrite", (_pictures, named) => named.put({ name, refused: true }));
}

export function forget(...names) {
  return within("readwrite", (pictures, named) => names.forEach((name) => {
    pictures.delete(name);
    named.delete(name);
  }));
}

/** Pictures taken for a form that was never sent, or never taken. */
export async function forgetOld(now = Date.now()) {
  const may = new Set((await waiting()).map((one) => one.name));
  const all = await within("readonly", (pictures) => pictures.getAll());
  const old = all.filter((one) => !may.has(one.name) && now - one.at > FORGOTTEN_AFTER_MS);
  if (old.length) await forget(...old.map((one) => one.name));
}
