/** What every page starts: running minutes, counts, safe forms, and the live board where it is shown;
 * photos that were taken here and have not been sent. */
import { keepCounts } from "./counts.js";
import { guardForms } from "./forms.js";
import { openLists } from "./list.js";
import { keepMinutes } from "./minutes.js";

const TRY_AGAIN_MS = 3000;

openLists();
guardForms();
keepCounts();
keepMinutes();
if (document.body.dataset.liveView) startFollowing();
if (document.body.dataset.sayPhotosToSend && globalThis.indexedDB) import("./photo_send.js").catch(() => {});

/** A link that broke while the page was loading must not leave it dead for good. */
function startFollowing() {
  const again = () => setTimeout(startFollowing, TRY_AGAIN_MS);
  import("./live.js").then(({ follow }) => follow(), again);
}
