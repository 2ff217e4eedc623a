import { badges } from "./live/badge";
import { cascade } from "./requests/cascade";
import { composers } from "./requests/composer";
import { demo } from "./demo";
import { deposits } from "./requests/documents";
import { doorInPlace } from "./accounts/reauthenticate";
import { guardDrafts } from "./requests/drafts";
import { forms } from "./requests/forms";
import { idle } from "./accounts/idle";
import { lists } from "./live/list";
import { start } from "./live/live";
import { menus } from "./ui/menus";
import { codeBox } from "./accounts/otp";
import { regions } from "./live/regions";
import { sending } from "./accounts/sending";
import { thread } from "./requests/thread";
import { pendingToast } from "./ui/toast";

// Every page works without this; each line adds one thing where the page has the place for it.
guardDrafts();
doorInPlace();
idle();
menus();
codeBox();
sending();
forms();
cascade();
composers();
deposits();
badges();
lists();
regions();
thread();
demo();
pendingToast();

const live = document.body.dataset["live"];
if (live) void start(live);
