// SPDX-License-Identifier: Apache-2.0
// Sorts and filters the table of the report, and opens what a link leads to.
(() => {
  'use strict';
  const table = document.querySelector('[data-sortable]');
  const rows = [...table.tBodies[0].rows];
  const details = [...document.querySelectorAll('[data-container]')];

  const key = (row, column, number) => {
    const cell = row.cells[column];
    return number ? Number(cell.dataset.v) : cell.textContent.trim().toLowerCase();
  };

  const sort = (column, heading) => {
    const number = heading.hasAttribute('data-number');
    const down = heading.getAttribute('aria-sort') ? heading.getAttribute('aria-sort') !== 'descending' : number;
    table.querySelectorAll('th').forEach((other) => other.removeAttribute('aria-sort'));
    heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const keyed = rows.map((row) => [key(row, column, number), row]);
    keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0) * (down ? -1 : 1));
    table.tBodies[0].append(...keyed.map(([, row]) => row));
  };

  [...table.tHead.rows[0].cells].forEach((heading, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = heading.textContent;
    button.addEventListener('click', () => sort(column, heading));
    heading.replaceChildren(button);
  });

  const filter = document.querySelector('[data-filter]');
  const input = filter.querySelector('input');
  const output = filter.querySelector('output');
  const texts = rows.map((row) => row.textContent.toLowerCase());
  filter.hidden = false;
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    texts.forEach((text, i) => {
      const fits = words.every((word) => text.includes(word));
      rows[i].hidden = !fits;
      details[i].hidden = !fits;
      shown += fits;
    });
    output.textContent = words.length ? shown + ' of ' + rows.length : '';
  });

  const reveal = () => {
    const target = /^#c\d+$/.test(location.hash) && document.querySelector(location.hash);
    if (!target) return;
    target.closest('details').open = true;
    target.closest('details').scrollIntoView();
    target.focus({ preventScroll: true });
  };
  addEventListener('hashchange', reveal);
  reveal();
})();
