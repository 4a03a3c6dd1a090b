"use strict";

// What the bot says unasked, as it comes. It is new until the reader turns to it; what was corrected takes its old place.
document.addEventListener("DOMContentLoaded", () => {
  const [asker, inbox] = ["asker", "inbox"].map((id) => document.getElementById(id));
  const title = document.title;
  let name = "";
  let source = null;

  const numberOf = (notice) => Number(notice.id.split("-")[1]);
  const seen = () => Number(remembered("localStorage", `seen ${name}`) ?? 0);

  const count = () => {
    const fresh = inbox.querySelectorAll(".new").length;
    document.title = fresh > 0 ? `(${fresh}) ${title}` : title;
  };

  const show = (event) => {
    const notice = document.createRange().createContextualFragment(event.data).querySelector(".notice");
    const before = document.getElementById(notice.id);
    const isNew = numberOf(notice) > seen();
    if (!isNew) notice.querySelector(".new").remove();
    if (before) before.replaceWith(notice);
    else inbox.append(notice);
    count();
    if (isNew) notice.scrollIntoView({ block: "nearest" });
  };

  const turnTo = () => {
    const fresh = [...inbox.querySelectorAll(".new")];
    if (fresh.length === 0) return;
    remember("localStorage", `seen ${name}`, String(Math.max(...[...inbox.children].map(numberOf))));
    fresh.forEach((mark) => mark.remove());
    count();
  };

  const listen = () => {
    source?.close();
    name = asker.value.trim() || asker.defaultValue;
    inbox.replaceChildren();
    // What has been there is not read out, only what comes from now on.
    inbox.setAttribute("aria-live", "off");
    count();
    source = new EventSource(`/inbox?${new URLSearchParams({ asker: name })}`);
    source.addEventListener("notice", show);
    source.addEventListener("ready", () => inbox.setAttribute("aria-live", "polite"));
  };

  inbox.addEventListener("focusin", turnTo);
  inbox.addEventListener("pointerdown", turnTo);
  asker.addEventListener("change", listen);
  // Back in a page that the browser had put aside.
  addEventListener("pageshow", (event) => event.persisted && listen());
  addEventListener("pagehide", () => source?.close());
  listen();
});
