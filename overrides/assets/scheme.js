// Runs before the first paint: marks that scripts run, and applies the reader's colour scheme and
// reading settings; keeps a page hidden that was left by the quick exit. Classic and synchronous on
// purpose; storage may be blocked, then the system decides. What the settings are:
// components/reading/settings.mjs.
(function () {
  var root = document.documentElement;
  if ("noModule" in document.createElement("script")) {
    root.classList.remove("no-js");
    root.classList.add("js");
  }
  try {
    var scheme = localStorage.getItem("rh-scheme");
    if (scheme === "light" || scheme === "dark") root.setAttribute("data-rh-scheme", scheme);
    var reading = localStorage.getItem("rh-reading");
    if (reading) {
      root.setAttribute("data-rh-reading", reading);
      var $script = /** @type {HTMLScriptElement} */ (document.currentScript);
      var $link = document.createElement("link");
      $link.rel = "stylesheet";
      $link.setAttribute("blocking", "render");
      if (!("blocking" in HTMLLinkElement.prototype)) {
        // An older browser would paint before the style sheet is there. It may never come.
        root.style.visibility = "hidden";
        var show = function () {
          root.style.visibility = "";
        };
        $link.onload = $link.onerror = show;
        setTimeout(show, 1500);
      }
      $link.setAttribute("href", $script.getAttribute("data-rh-style") || "");
      document.head.append($link);
    }
  } catch (error) {
    // Blocked storage is a choice of the reader, not a fault.
  }
})();

// After a quick exit (components/quick-exit/leave.mjs) Back and Forward lead to no page of the site
// in this tab: each leads out again. Whoever types the address or follows a link comes back on
// purpose; from then on the history is theirs again.
(function () {
  var root = document.documentElement;

  /** Where the exit led; null: nobody left; undefined: storage is blocked, so nobody can tell. */
  function left() {
    try {
      return sessionStorage.getItem("rh-left");
    } catch (error) {
      return undefined;
    }
  }

  /** @param {string} exit */
  function leaveAgain(exit) {
    root.style.display = "none";
    document.title = new URL(exit, location.href).hostname;
    var $meta = document.createElement("meta");
    $meta.name = "referrer";
    $meta.content = "no-referrer";
    document.head.append($meta);
    location.replace(exit);
  }

  var exit = left();
  if (exit) {
    var entry = /** @type {any} */ (performance.getEntriesByType("navigation")[0]);
    // Safari may have no entry yet. A page that is gone back to may be reloaded before it is gone.
    var isNew = entry ? entry.type === "navigate" : !performance.navigation.type;
    if (isNew) sessionStorage.removeItem("rh-left");
    else leaveAgain(exit);
  }
  addEventListener("pageshow", function (event) {
    if (!event.persisted) return; // else the browser has kept the page as it was left
    var exit = left();
    if (exit) leaveAgain(exit);
    else if (exit === null && root.style.display) location.reload(); // left, and come back since
  });
})();
