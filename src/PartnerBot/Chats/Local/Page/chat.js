"use strict";

// Loaded before the page is painted: the theme comes first, the rest waits for the page.
const remembered = (store, name) => {
  try {
    return window[store].getItem(name);
  } catch {
    return null; // a browser that keeps nothing
  }
};

const remember = (store, name, value) => {
  try {
    if (value === null) window[store].removeItem(name);
    else window[store].setItem(name, value);
  } catch {
    // works without
  }
};

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);

const chooseTheme = (theme) => {
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
};

chooseTheme(remembered("localStorage", "theme"));

document.addEventListener("DOMContentLoaded", () => {
  const part = (id) => document.getElementById(id);
  const [question, composer, asker, log, waiting, tooLong, trouble, dark] = [
    "question",
    "composer",
    "asker",
    "log",
    "waiting",
    "too-long",
    "trouble",
    "dark",
  ].map(part);
  const longest = Number(document.body.dataset.longest);
  const language = document.body.dataset.language || null;
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? null;

  // Light and dark: what the system says, until the reader says otherwise.
  const showTheme = () => dark.setAttribute("aria-pressed", String(isDark()));
  dark.addEventListener("click", () => {
    const wanted = isDark() ? "light" : "dark";
    const chosen = (wanted === "dark") === system.matches ? null : wanted;
    chooseTheme(chosen);
    remember("localStorage", "theme", chosen);
    showTheme();
  });
  system.addEventListener("change", showTheme);
  showTheme();

  // Who asks, and what was being typed, outlive a change of the page's language.
  asker.value = remembered("sessionStorage", "asker") ?? asker.defaultValue;
  question.value = remembered("sessionStorage", "draft") ?? "";
  addEventListener("pagehide", () => remember("sessionStorage", "draft", question.value));
  asker.addEventListener("change", () => {
    asker.value = asker.value.trim() || asker.defaultValue;
    remember("sessionStorage", "asker", asker.value);
  });
  asker.addEventListener("keydown", (event) => {
    if (event.key === "Enter") question.focus();
  });

  // One question after the other, in the order asked.
  const asked = [];
  let recalled = 0;
  let pending = 0;
  let queue = Promise.resolve();

  const ask = (words, spoken = language) => {
    const text = words.trim().toWellFormed();
    if (text.length > longest) {
      sayTooLong(true);
      return false;
    }
    if (text === "") return false;
    const name = asker.value.trim() || asker.defaultValue;
    const turn = addTurn(name, text);
    recalled = asked.push(text);
    showWaiting(+1);
    queue = queue.then(async () => {
      const answer = await answerTo(text, name, spoken);
      showWaiting(-1);
      turn.querySelector(".answer").append(answer);
      turn.scrollIntoView({ block: "start" });
    });
    return true;
  };

  const sayTooLong = (so) => {
    tooLong.textContent = so ? tooLong.dataset.words : "";
    question.toggleAttribute("aria-invalid", so);
    question.setAttribute("aria-describedby", so ? "too-long keys" : "keys");
  };

  const showWaiting = (change) => {
    pending += change;
    waiting.textContent = pending > 0 ? waiting.dataset.words : "";
    if (change > 0) waiting.scrollIntoView({ block: "nearest" });
  };

  const addTurn = (name, text) => {
    const turn = part("turn").content.cloneNode(true).firstElementChild;
    turn.querySelector(".who").textContent = name;
    turn.querySelector(".said").textContent = text;
    log.append(turn);
    return turn;
  };

  const answerTo = async (text, name, spoken) => {
    try {
      const response = await fetch("/", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ text, language: spoken, asker: name, timeZone }),
        signal: AbortSignal.timeout(60_000),
      });
      if (response.ok) return document.createRange().createContextualFragment(await response.text());
      return troubleWith(
        text,
        spoken,
        response.status === 503 ? (await response.json()).detail : trouble.dataset.broken,
      );
    } catch {
      return troubleWith(text, spoken, trouble.dataset.gone);
    }
  };

  // What was typed goes back to where it was typed, unless something else stands there by now.
  const troubleWith = (text, spoken, sentence) => {
    if (question.value === "") {
      question.value = text;
      recalled = asked.lastIndexOf(text);
    }
    const card = trouble.content.cloneNode(true);
    card.querySelector("p").textContent = sentence;
    const again = card.querySelector("button");
    again.dataset.ask = text;
    if (spoken) again.dataset.language = spoken;
    return card;
  };

  composer.addEventListener("submit", (event) => {
    event.preventDefault();
    if (ask(question.value)) question.value = "";
    question.focus();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-ask]");
    if (!button) return;
    if (question.value.trim() === button.dataset.ask) question.value = "";
    // What an answer offers is answered in its language: the words alone may be of several.
    ask(button.dataset.ask, button.dataset.language || button.closest("article")?.lang || language);
    // On a phone the keyboard would come up and hide the answer.
    if (event.pointerType !== "touch") question.focus();
  });

  const recall = (step) => {
    const next = recalled + step;
    if (question.value !== (asked[recalled] ?? "") || next < 0 || next > asked.length) return false;
    recalled = next;
    question.value = asked[next] ?? "";
    return true;
  };

  question.addEventListener("input", () => {
    if (tooLong.textContent && question.value.trim().length <= longest) sayTooLong(false);
    if (question.value === "") recalled = asked.length;
  });
  question.addEventListener("keydown", (event) => {
    if (event.isComposing || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    const handled =
      event.key === "ArrowUp" ? recall(-1)
      : event.key === "ArrowDown" ? recall(+1)
      : event.key === "Enter" ? (composer.requestSubmit(), true)
      : false;
    if (handled) event.preventDefault();
  });
});
