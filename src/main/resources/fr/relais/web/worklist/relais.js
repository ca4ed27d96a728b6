// SPDX-License-Identifier: Apache-2.0
// Makes the pages quicker; every act works without it.
"use strict";
(() => {
  const on = document.documentElement.dataset.raccourcis === "oui";
  const help = document.getElementById("aide");

  const typing = (el) =>
    el.matches("textarea, select, [contenteditable]") ||
    (el.matches("input") && !["radio", "checkbox", "button", "submit"].includes(el.type));

  const rows = () => Array.from(document.querySelectorAll("[data-ligne]"));
  const rowOfFocus = () => document.activeElement && document.activeElement.closest("[data-ligne]");

  function move(step) {
    const all = rows();
    if (all.length === 0) return;
    const at = all.indexOf(rowOfFocus());
    const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
    const link = next.querySelector("[data-ouvrir]");
    if (link) link.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  function press(key) {
    const row = rowOfFocus();
    // in a list a key is for the line that has the focus, never for another one
    const where = row || (rows().length === 0 ? document : null);
    const target = where && where.querySelector(`[data-touche="${CSS.escape(key)}"]`);
    if (!target || target.hidden) return false;
    if (target.type === "radio") {
      target.checked = true;
      target.focus();
    } else {
      target.click();
    }
    return true;
  }

  function showHelp() {
    if (help && !help.open) help.showModal();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (!on || typing(event.target) || (help && help.open)) return;
    const search = document.getElementById("recherche");
    let done = true;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "?") showHelp();
    else if (event.key === "/" && search) search.focus();
    else if (event.key === "Escape") {
      const back = document.querySelector("[data-retour]");
      if (back) back.click();
      else done = false;
    } else if (/^[pvactudi]$/.test(event.key)) done = press(event.key);
    else done = false;
    if (done) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-aide]")) {
      event.preventDefault();
      showHelp();
    } else if (event.target.closest("[data-imprimer]")) {
      window.print();
    }
  });

  for (const button of document.querySelectorAll("[data-imprimer]")) button.hidden = false;

  // back from a result: the focus returns to its line
  // (after the browser itself went there, which takes the focus away)
  window.addEventListener("load", () => setTimeout(() => {
    if (!/^#l-[A-Za-z0-9]+$/.test(location.hash)) return;
    const row = document.getElementById(location.hash.slice(1));
    const link = row && row.querySelector("[data-ouvrir]");
    if (link) link.focus();
  }, 0));
  const wrong = document.querySelector(".erreurs");
  if (wrong) wrong.focus();

  // htmx notes the address of the page; nothing of ours stays in the browser
  try {
    sessionStorage.removeItem("htmx-current-path-for-history");
  } catch {
    // storage is closed: then nothing was noted
  }

  document.addEventListener("htmx:configRequest", (event) => {
    const since = document.getElementById("depuis");
    if (since && event.detail.path === "/suivi/veille") event.detail.parameters.depuis = since.value;
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target && event.detail.target.id === "liste") {
      document.getElementById("veille").textContent = "";
      document.getElementById("titre").focus();
    }
  });

  const silent = () => {
    const watch = document.getElementById("veille");
    const list = document.getElementById("liste");
    if (!watch || !list) return;
    const told = document.createElement("p");
    told.className = "alerte";
    told.textContent =
      `Liste non actualisée depuis ${list.dataset.heure}. En cas d'urgence, appelez le laboratoire.`;
    watch.replaceChildren(told);
  };
  document.addEventListener("htmx:sendError", silent);
  document.addEventListener("htmx:responseError", silent);

  // a page kept by the browser of a shared computer is not shown again
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
})();
