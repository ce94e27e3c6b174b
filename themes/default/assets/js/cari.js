/*
 * Filters what a page already lists: entries whose text holds every word of the
 * query stay, the rest is hidden. Without this script the whole list stands.
 * The query may come in the address (?q=), as the search form of every page sends it.
 */
(function () {
  'use strict';

  const form = document.querySelector('form.finder');
  if (!form) return;
  const input = form.querySelector('input');
  const result = form.querySelector('.result');
  const fold = function (text) {
    return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
  };
  const entries = Array.from(document.querySelectorAll(
    'main .links > li, main .directory > li, main .cards > li, main .downloads > li, main .terms > *, main .areas > li, main section > .scroll tbody tr'
  )).map(function (element) {
    const group = element.closest('.group');
    const heading = group && group.querySelector('h3');
    return { element: element, text: fold(element.textContent + ' ' + (heading ? heading.textContent : '')) };
  });
  const boxes = Array.from(new Set(entries.flatMap(function (entry) {
    return [entry.element.closest('.group'), entry.element.closest('section')];
  }))).filter(function (box) { return box && !box.contains(form); });

  function filter() {
    const words = fold(input.value).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    let found = 0;
    entries.forEach(function (entry) {
      const hit = words.every(function (word) { return entry.text.includes(word); });
      entry.element.hidden = !hit;
      if (hit) found += 1;
    });
    boxes.forEach(function (box) {
      box.hidden = entries.every(function (entry) { return entry.element.hidden || !box.contains(entry.element); });
    });
    const said = found === 0 ? form.dataset.empty : (found === 1 ? form.dataset.foundOne : form.dataset.found).replace('{n}', found);
    result.textContent = words.length ? said : '';
  }

  let wait = 0;
  input.addEventListener('input', function () {
    clearTimeout(wait);
    wait = setTimeout(filter, 120);
  });
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    filter();
  });
  const query = new URLSearchParams(location.search).get('q');
  if (query) input.value = query;
  if (input.value) filter();
})();
