// Longer tables can be searched and sorted, and their rows counted, without any network.
(function () {
  "use strict";
  var least = 8; // rows: a shorter table is read at a glance
  var words = JSON.parse(document.getElementById("table-words").textContent);
  var collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  function value(row, column) {
    var cell = row.cells[column];
    return cell ? cell.textContent.trim() : "";
  }

  function sorted(table, column, ascending) {
    var body = table.tBodies[0];
    var rows = Array.prototype.slice.call(body.rows);
    rows.sort(function (one, other) {
      var order = collator.compare(value(one, column), value(other, column));
      return ascending ? order : -order;
    });
    rows.forEach(function (row) { body.append(row); });
  }

  function sortable(table) {
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
    heads.forEach(function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append.apply(button, Array.prototype.slice.call(head.childNodes));
      head.append(button);
      button.addEventListener("click", function () {
        var ascending = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
        sorted(table, column, ascending);
      });
    });
  }

  function searchable(box, table) {
    var label = document.createElement("label");
    var field = document.createElement("input");
    var told = document.createElement("span");
    label.className = "search";
    field.type = "search";
    told.setAttribute("role", "status");
    label.append(words.search + " ", field, " ", told);
    box.before(label);
    field.addEventListener("input", function () {
      var sought = field.value.trim().toLocaleLowerCase();
      var left = 0;
      Array.prototype.forEach.call(table.tBodies[0].rows, function (row) {
        row.hidden = sought !== "" && row.textContent.toLocaleLowerCase().indexOf(sought) < 0;
        if (!row.hidden) left += 1;
      });
      told.textContent = sought ? left + " / " + table.tBodies[0].rows.length : "";
    });
  }

  document.querySelectorAll(".scroll > table").forEach(function (table) {
    if (!table.tHead || table.tBodies[0].rows.length < least) return;
    searchable(table.parentElement, table);
    sortable(table);
  });
  document.documentElement.dataset.tables = "ready";
})();
