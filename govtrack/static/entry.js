/* Quicker entry for those whose browser runs it: amounts said back, live totals, keys. Every page works without it. */
"use strict";

(() => {
  const { understand, sayBack, NotAnAmount } = window.govtrack;

  const mannerOf = (element) => {
    const list = element.dataset.measure && document.getElementById(element.dataset.measure);
    const from = list?.selectedOptions?.[0]?.dataset.decimals === undefined ? element.dataset : list.selectedOptions[0].dataset;
    return { decimals: Number(from.decimals ?? 2), money: (from.money ?? "yes") === "yes", unit: from.unit ?? "" };
  };

  const amountIn = (box) => {
    const { decimals, money } = mannerOf(box);
    try {
      return understand(box.value, decimals, money);
    } catch (error) {
      if (error instanceof NotAnAmount) return null;
      throw error;
    }
  };

  const echo = (box) => {
    const output = document.getElementById(`${box.id}-echo`);
    if (!output) return;
    const amount = amountIn(box);
    const blank = box.value.trim() === "";
    output.classList.toggle("unclear", !blank && amount === null);
    output.value = blank ? "" : amount === null ? "Not understood as an amount yet" : `Understood as ${sayBack(amount, mannerOf(box))}`;
  };

  const total = (output) => {
    const boxes = [...document.querySelectorAll(`[data-sum="${CSS.escape(output.dataset.sumOf)}"]`)];
    const filled = boxes.filter((box) => box.value.trim() !== "");
    const amounts = filled.map(amountIn);
    const manner = mannerOf(output);
    if (amounts.includes(null)) {
      output.value = "waiting for an amount that can be understood";
      return;
    }
    const sum = amounts.reduce((whole, part) => whole + part, 0n);
    const said = filled.length ? sayBack(sum, manner) : "nothing entered yet";
    const target = output.dataset.target;
    if (target === undefined || !filled.length) {
      output.value = said;
      return;
    }
    const left = BigInt(target) - sum;
    const rest = left === 0n ? "nothing left over" : left > 0n ? `${sayBack(left, manner)} ${output.dataset.short ?? "still to enter"}` : `${sayBack(-left, manner)} ${output.dataset.over ?? "too much"}`;
    output.value = `${said}, ${rest}`;
  };

  const refresh = (only) => {
    for (const box of document.querySelectorAll("[data-amount]")) {
      if (!only || box === only || box.dataset.measure === only.id) echo(box);
    }
    document.querySelectorAll("[data-sum-of]").forEach(total);
  };

  /* Keys: single letters do nothing while somebody types. */

  const typing = (target) => target.closest?.("input, textarea, select, [contenteditable], dialog") !== null;

  const showKeys = () => {
    const dialog = document.getElementById("shortcuts");
    if (dialog && !dialog.open) dialog.showModal();
  };

  /* Kept in the browser: somebody who dictates would press keys with every word. */
  const OFF = "govtrack-single-keys-off";
  const singleKeys = () => window.localStorage.getItem(OFF) === null;

  const go = (address) => {
    if (!address?.startsWith("/")) return false;
    window.location.assign(address);
    return true;
  };

  const pressed = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = event.target.closest?.("form");
      if (form && form.method === "post") {
        event.preventDefault();
        form.requestSubmit();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (!singleKeys()) return;
    const { newEntry, newDecision, searchAt } = document.body.dataset;
    const boxes = [...document.querySelectorAll("main [data-search]"), ...document.querySelectorAll("[data-search-all]")];
    const search = boxes.find((box) => box.checkVisibility());
    if (event.key === "/" && search) search.focus();
    else if (event.key === "?") showKeys();
    else if (!go({ n: newEntry, d: newDecision, "/": searchAt }[event.key])) return;
    event.preventDefault();
  };

  const openForPrint = (open) => () => {
    for (const part of document.querySelectorAll(open ? "main details:not([open])" : "main details[data-was-shut]")) {
      if (part.classList.contains("filter")) continue;
      part.open = open;
      part.toggleAttribute("data-was-shut", open);
    }
  };

  document.addEventListener("keydown", pressed);
  document.addEventListener("input", (event) => refresh(event.target));
  window.addEventListener("beforeprint", openForPrint(true));
  window.addEventListener("afterprint", openForPrint(false));
  for (const button of document.querySelectorAll("[data-shortcuts]")) {
    button.hidden = false;
    button.addEventListener("click", showKeys);
  }
  for (const tick of document.querySelectorAll("[data-single-keys]")) {
    tick.checked = singleKeys();
    tick.addEventListener("change", () => (tick.checked ? window.localStorage.removeItem(OFF) : window.localStorage.setItem(OFF, "yes")));
  }
  refresh();
})();
