"use strict";
(function () {
  var input = document.getElementById("search");
  var list = document.getElementById("found");
  var most = 40;

  function matches(words, entry) {
    var text = (entry[1] + " " + entry[2]).toLowerCase();
    return words.every(function (word) { return text.indexOf(word) >= 0; });
  }

  function line(entry) {
    var item = document.createElement("li");
    var link = document.createElement("a");
    var code = document.createElement("small");
    link.href = entry[3];
    link.textContent = entry[1];
    code.textContent = entry[0] + " · " + entry[2];
    link.appendChild(code);
    item.appendChild(link);
    return item;
  }

  function show() {
    var words = input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    var found = words.length
      ? window.manualEntries.filter(function (entry) { return matches(words, entry); })
      : [];
    list.replaceChildren.apply(list, found.slice(0, most).map(line));
    if (words.length && !found.length) {
      var nothing = document.createElement("li");
      nothing.className = "nothing";
      nothing.textContent = input.dataset.none;
      list.appendChild(nothing);
    }
    list.hidden = !words.length;
  }

  input.addEventListener("input", show);
  input.addEventListener("keydown", function (event) {
    var first = list.querySelector("a");
    if (event.key === "Enter" && first) { first.click(); }
    if (event.key === "Escape") { input.value = ""; show(); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && document.activeElement !== input) { event.preventDefault(); input.focus(); }
  });
})();
