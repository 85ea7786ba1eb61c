/* Keeps what is being typed on the server, so that neither a closed browser nor a session's end loses it. */
"use strict";

(() => {
  const PAUSE = 2000;
  const LONGEST_PAUSE = 10000;
  const AGAIN = 20000;
  /* What a browser still sends for a page that is being left. */
  const PARTING = 60000;

  const NOT_TYPED = new Set(["csrf_token", "form_key", "draft", "draft_changes"]);

  const keeping = (key) => {
    const form = key.form;
    const said = form.querySelector("[data-draft-said]");
    const changes = form.elements.namedItem("draft_changes");
    let timer = 0;
    let since = 0;
    let leaving = false;
    let busy = false;
    let onItsWay = null;

    const typed = () => {
      const answers = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NOT_TYPED.has(name));
      return new URLSearchParams(answers).toString();
    };
    let kept = typed();

    const say = (words) => {
      if (said.textContent !== words) said.textContent = words;
    };

    const body = () => {
      const machinery = ["csrf_token", "form_key", "draft", "draft_changes"].map((name) => [name, form.elements.namedItem(name)?.value ?? ""]);
      return `${typed()}&${new URLSearchParams(machinery)}`;
    };

    const heard = async (answer) => {
      if (answer.type === "opaqueredirect") {
        say("You have been signed out. Save as usual: you are asked to sign in, and then find the form as it is now.");
        return false;
      }
      if (!(answer.headers.get("Content-Type") ?? "").includes("json")) throw new Error("not understood");
      const words = await answer.json();
      if (words.changes) changes.value = words.changes;
      say(words.said);
      return answer.ok;
    };

    const send = async (parting) => {
      clearTimeout(timer);
      const now = typed();
      if (leaving || now === kept) return;
      if (busy && !parting) {
        timer = setTimeout(send, PAUSE);
        return;
      }
      since = 0;
      busy = true;
      onItsWay = new AbortController();
      try {
        const answer = await fetch(key.dataset.draft, {
          method: "POST",
          body: body(),
          headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": form.elements.namedItem("csrf_token").value },
          redirect: "manual",
          keepalive: parting && now.length < PARTING,
          signal: onItsWay.signal,
        });
        if (await heard(answer)) kept = now;
      } catch {
        if (!leaving) {
          say("What you typed could not be kept just now. It is still here, and it is tried again.");
          timer = setTimeout(send, AGAIN);
        }
      }
      busy = false;
    };

    const soon = () => {
      leaving = false;
      since ||= Date.now();
      clearTimeout(timer);
      timer = setTimeout(send, Math.max(0, Math.min(PAUSE, since + LONGEST_PAUSE - Date.now())));
    };

    form.querySelector(".actions:last-of-type")?.append(said);
    form.addEventListener("input", soon);
    form.addEventListener("focusout", () => since && send(false));
    document.addEventListener("submit", (event) => {
      const discards = event.submitter?.name === "draft" && event.submitter.value === key.value;
      if (event.target !== form && !discards) {
        send(true);
        return;
      }
      leaving = true;
      clearTimeout(timer);
      onItsWay?.abort();
    });
    window.addEventListener("pagehide", () => send(true));
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && send(false));
    if ("draftUnkept" in key.dataset) {
      kept = "";
      soon();
    }
  };

  document.querySelectorAll("[data-draft]").forEach(keeping);
})();
