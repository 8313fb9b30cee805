/**
 * For pages opened from files: a link to a folder leads to the page in it. The links in the HTML were
 * rewritten when the edition was built; this is for those that scripts make.
 */

document.addEventListener(
  "click",
  ({ target }) => {
    const $link = target instanceof Element && target.closest("a[href]");
    if (!($link instanceof HTMLAnchorElement) || $link.protocol !== "file:") return;
    if ($link.pathname.endsWith("/")) $link.pathname += "index.html";
  },
  true,
);
