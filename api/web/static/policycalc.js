// Comfort only: links a rule to its highlighted places. Every page works without it.
(function () {
  "use strict";
  function related(id) {
    return document.querySelectorAll('[data-rules~="' + CSS.escape(id) + '"]');
  }
  function light(ids, on) {
    ids.forEach(function (id) {
      related(id).forEach(function (node) { node.classList.toggle("lit", on); });
      var card = document.getElementById("rule-" + id);
      if (card) { card.classList.toggle("lit", on); }
    });
  }
  document.querySelectorAll("[data-rule]").forEach(function (card) {
    var ids = [card.dataset.rule];
    card.addEventListener("mouseenter", function () { light(ids, true); });
    card.addEventListener("mouseleave", function () { light(ids, false); });
    card.addEventListener("focusin", function () { light(ids, true); });
    card.addEventListener("focusout", function () { light(ids, false); });
  });
  document.querySelectorAll("mark[data-rules]").forEach(function (mark) {
    var ids = mark.dataset.rules.split(" ").filter(Boolean);
    mark.addEventListener("mouseenter", function () { light(ids, true); });
    mark.addEventListener("mouseleave", function () { light(ids, false); });
    mark.addEventListener("click", function () {
      var card = document.getElementById("rule-" + ids[0]);
      if (card) { card.scrollIntoView({ block: "nearest" }); }
    });
  });
  document.querySelectorAll("a[data-place]").forEach(function (link) {
    link.addEventListener("click", function (event) {
      var target = document.getElementById(link.dataset.place);
      if (!target) { return; }
      event.preventDefault();
      target.scrollIntoView({ block: "center" });
      target.classList.add("flash");
      setTimeout(function () { target.classList.remove("flash"); }, 1600);
    });
  });
  // Progress of a model: asked for every few seconds; without this the page has a link to refresh.
  var panel = document.getElementById("model");
  function poll() {
    var running = panel && panel.querySelector("[data-poll]");
    if (!running) { return; }
    setTimeout(function () {
      fetch(running.dataset.poll).then(function (answer) {
        if (!answer.ok) { throw new Error(answer.status); }
        return answer.text();
      }).then(function (html) {
        panel.innerHTML = html;
        if (!panel.querySelector("[data-poll]")) {
          panel.insertAdjacentHTML("afterbegin",
            '<div class="notice notice-good" role="status"><p><a href="' + location.pathname +
            '#reading">模型已停下，刷新这一页查看结果</a></p></div>');
        }
        poll();
      }).catch(poll);
    }, 3000);
  }
  poll();
})();
