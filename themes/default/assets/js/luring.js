/*
 * Only on sites with "offline: true". Starts the worker that keeps opened pages, says when a page is read without a
 * connection, and on pages of an area or puskesmas offers to keep all pages below it. Optional: without it, or where the
 * browser has no such worker, nothing is missing.
 *
 * Attributes of this file's <script>: data-worker (address), data-area, data-saving, data-saved, data-offline (words;
 * "{n}" in data-saved is filled in).
 */
(function () {
  'use strict';

  const say = document.currentScript && document.currentScript.dataset;
  if (!say || !('serviceWorker' in navigator)) return;

  const here = location.href.split('#')[0].split('?')[0].replace(/\/$/, '/index.html');

  /* parts lists what the page is made of. */
  function parts() {
    const list = [here];
    document.querySelectorAll('link[rel=stylesheet], link[rel=icon]').forEach(function (l) { list.push(l.href); });
    document.querySelectorAll('script[src]').forEach(function (s) { list.push(s.src); });
    document.querySelectorAll('header.site img').forEach(function (i) { list.push(i.currentSrc || i.src); });
    return list;
  }

  /* below lists the pages of the area: those in the page's own folder, and of a puskesmas its desa. */
  function below() {
    const folder = here.slice(0, here.lastIndexOf('/') + 1);
    const found = new Set();
    document.querySelectorAll('main a[href]').forEach(function (a) {
      const to = new URL(a.getAttribute('href'), here).href.split('#')[0]; // in a map, href is no text
      if (to !== here && /\.html$/.test(to) && (to.startsWith(folder) || document.body.dataset.page === 'puskesmas' && /\/wilayah\/.*[^/]\.html$/.test(to) && !/index\.html$/.test(to))) found.add(to);
    });
    return Array.from(found).slice(0, 60);
  }

  /* ask sends something to the worker and gives its answer. */
  function ask(worker, message) {
    return new Promise(function (done) {
      const channel = new MessageChannel();
      channel.port1.onmessage = function (event) { done(event.data); };
      worker.postMessage(message, [channel.port2]);
    });
  }

  function offer(worker) {
    const actions = document.querySelector('footer .actions');
    if (!actions || ['area', 'puskesmas'].indexOf(document.body.dataset.page) < 0) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button';
    button.textContent = say.area;
    button.setAttribute('aria-live', 'polite');
    button.addEventListener('click', function () {
      button.textContent = say.saving;
      ask(worker, { area: parts().concat(below()) }).then(function () {
        button.textContent = say.saved.replace('{n}', 1 + below().length);
      });
    });
    actions.append(button);
  }

  function without() {
    if (navigator.onLine || document.querySelector('.offline')) return;
    const note = document.createElement('p');
    note.className = 'offline notice wrap';
    note.setAttribute('role', 'status');
    note.textContent = say.offline;
    document.querySelector('main').prepend(note);
  }

  navigator.serviceWorker.register(say.worker).then(function () {
    return navigator.serviceWorker.ready;
  }).then(function (registration) {
    offer(registration.active);
    return ask(registration.active, { opened: parts() });
  }).then(function () { document.documentElement.dataset.kept = 'yes'; }).catch(function () { /* private windows refuse it */ });

  window.addEventListener('offline', without);
  without();
})();
