import { badges } from "./badge";
import { cascade } from "./cascade";
import { composers } from "./composer";
import { demo } from "./demo";
import { deposits } from "./deposit";
import { doorInPlace } from "./door";
import { guardDrafts } from "./drafts";
import { forms } from "./forms";
import { idle } from "./idle";
import { lists } from "./list";
import { start } from "./live";
import { menus } from "./menus";
import { codeBox } from "./otp";
import { regions } from "./regions";
import { sending } from "./sending";
import { thread } from "./thread";
import { pendingToast } from "./toast";

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
