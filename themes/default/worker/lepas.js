/* Stands at the address of the worker that kept pages, and ends it: what it has kept is forgotten. */
'use strict';

self.addEventListener('install', function () { self.skipWaiting(); });

self.addEventListener('activate', function (event) {
  const ours = 'terang:' + new URL(self.registration.scope).pathname + ':';
  event.waitUntil(caches.keys().then(function (names) {
    return Promise.all(names.filter(function (name) { return name.startsWith(ours); }).map(function (name) { return caches.delete(name); }));
  }).then(function () { return self.registration.unregister(); }));
});
