// Runs before the first paint: marks that scripts run, and applies the reader's colour scheme.
// Classic and synchronous on purpose; storage may be blocked, then the system decides.
(function () {
  var root = document.documentElement;
  if ("noModule" in document.createElement("script")) {
    root.classList.remove("no-js");
    root.classList.add("js");
  }
  try {
    var scheme = localStorage.getItem("rh-scheme");
    if (scheme === "light" || scheme === "dark") root.setAttribute("data-rh-scheme", scheme);
  } catch (error) {
    // Blocked storage is a choice of the reader, not a fault.
  }
})();
