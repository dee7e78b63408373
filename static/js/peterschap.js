/* Small comforts. Everything works without this file. */
"use strict";

// A menu closes when one presses Escape or something else.
const openMenus = () => document.querySelectorAll("details.menu[open]");
document.addEventListener("click", (event) => {
    for (const menu of openMenus()) {
        if (!menu.contains(event.target)) menu.open = false;
    }
});
document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
        menu.open = false;
        if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    }
});

// On a phone the place where we are is in view in the navigation.
for (const nav of document.querySelectorAll(".nav, .ways")) {
    const here = nav.querySelector("[aria-current]");
    if (here) nav.scrollLeft = here.offsetLeft - nav.offsetLeft - 16;
}

// While others look at the screen, a key or a button hides what was written.
const hush = () => document.body.classList.toggle("is-hushed");
document.querySelector("[data-hush]")?.addEventListener("click", hush);
document.addEventListener("keydown", (event) => {
    const busy = event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select");
    if (event.key === "b" && !busy && document.querySelector("[data-hush]")) hush();
});

// What replaced a part of the page is read from its problem or its heading on.
document.addEventListener("htmx:afterSettle", (event) => {
    event.target.querySelector?.(".error-summary, h1[tabindex]")?.focus();
});

// What needs a script is there only with one.
for (const part of document.querySelectorAll("[data-script]")) part.hidden = false;
document.querySelector("[data-print]")?.addEventListener("click", () => window.print());

// The scripts for passkeys come when somebody wants one: most of us never do.
const passkey = document.querySelector("[data-passkey]");
passkey?.addEventListener("click", async (event) => {
    if (window.allauth) return;
    event.preventDefault();
    for (const src of passkey.dataset.passkey.split(" ")) {
        const script = Object.assign(document.createElement("script"), { src });
        document.head.append(script);
        await new Promise((ready) => script.addEventListener("load", ready));
    }
    window.allauth.webauthn.forms.loginForm({ ids: { login: passkey.id, credential: "mfa_credential" } });
    passkey.click();
});

// On a device that others use too, a page that nobody touches for three minutes goes.
const { shared } = document.body.dataset;
let leaving;
const stay = () => {
    clearTimeout(leaving);
    leaving = setTimeout(() => location.replace(shared), 180_000);
};
if (shared) {
    stay();
    for (const sign of ["pointerdown", "keydown", "scroll"]) addEventListener(sign, stay);
}
