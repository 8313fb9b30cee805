// Runs before the first paint: marks that scripts run, and applies the reader's colour scheme and
// reading settings. Classic and synchronous on purpose; storage may be blocked, then the system
// decides. What the settings are: components/reading/settings.mjs.
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
        // An older browser would paint before the style sheet is there.
        root.style.visibility = "hidden";
        $link.onload = $link.onerror = function () {
          root.style.visibility = "";
        };
      }
      $link.setAttribute("href", $script.getAttribute("data-rh-style") || "");
      document.head.append($link);
    }
  } catch (error) {
    // Blocked storage is a choice of the reader, not a fault.
  }
})();
