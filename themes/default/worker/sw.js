/*
 * Keeps the pages that a reader has opened, and one area that the reader has chosen, for when there is no connection.
 * The program fills in the two values below; the version changes with any file of the site. Pages come from the network
 * while there is one, so that corrections reach everybody; what is kept is renewed after each build, and what is gone from
 * the site is forgotten.
 */
'use strict';

const VERSION = '%VERSION%';
const WORDS = {/*WORDS*/};

const scope = new URL(self.registration.scope);
const OURS = 'terang:' + scope.pathname + ':';
const VISITED = OURS + 'dibuka:';
const AREA = OURS + 'wilayah:';
const MOST = 80; // pages that are kept
const PATIENCE = 8000; // ms that a kept page waits for the network

/* kept names our caches, with a beginning. */
function kept(beginning) {
  return caches.keys().then(function (names) { return names.filter(function (name) { return name.startsWith(beginning); }); });
}

/* ours says whether an address is a page or part of one: no downloads, no pictures to send on. */
function ours(url) {
  if (url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return false;
  const path = url.pathname.slice(scope.pathname.length);
  return path === '' || /\/$|\.html$/.test(path) || /^(assets|cari)\//.test(path);
}

function isAsset(url) { return url.pathname.startsWith(scope.pathname + 'assets/'); }

function bare(address) { return String(address).split('#')[0].split('?')[0]; }

/* keep puts an answer into a cache as its newest entry, and lets the oldest pages go. */
async function keep(name, address, answer) {
  if (!answer.ok || answer.type !== 'basic') return false;
  const cache = await caches.open(name);
  await cache.delete(address);
  await cache.put(address, answer.redirected ? new Response(await answer.blob(), { headers: answer.headers }) : answer);
  const pages = (await cache.keys()).filter(function (r) { return !isAsset(new URL(r.url)); });
  if (name.startsWith(VISITED)) await Promise.all(pages.slice(0, Math.max(0, pages.length - MOST)).map(function (r) { return cache.delete(r); }));
  return true;
}

/* renew carries what earlier versions kept over to this one: fetched anew, as it was where there is no connection, and not
   at all where it is gone. */
async function renew(beginning) {
  const now = beginning + VERSION;
  for (const name of await kept(beginning)) {
    if (name === now) continue;
    const old = await caches.open(name);
    const have = await caches.open(now);
    for (const request of await old.keys()) {
      if (await have.match(request)) continue;
      let answer = null;
      let failed = false;
      if (!isAsset(new URL(request.url))) {
        try { answer = await fetch(request.url, { cache: 'no-cache' }); } catch (e) { failed = true; }
      }
      if (failed || isAsset(new URL(request.url))) answer = await old.match(request);
      if (answer) await keep(now, request.url, answer);
    }
    await caches.delete(name);
  }
  await sweep(now);
}

/* sweep forgets assets that no kept page names any more. */
async function sweep(name) {
  const cache = await caches.open(name);
  const all = await cache.keys();
  let text = '';
  for (const r of all) if (!isAsset(new URL(r.url))) text += await (await cache.match(r)).text();
  for (const r of all) {
    const url = new URL(r.url);
    if (isAsset(url) && text.indexOf(url.pathname.split('/').pop()) < 0) await cache.delete(r);
  }
}

/* take fetches addresses into a cache, three at a time. */
async function take(name, addresses) {
  let done = 0;
  const queue = addresses.filter(function (a) { return ours(new URL(a)); });
  async function one() {
    for (let a = queue.shift(); a; a = queue.shift()) {
      try { if (await keep(name, bare(a), await fetch(bare(a)))) done++; } catch (e) { /* the rest is kept */ }
    }
  }
  await Promise.all([one(), one(), one()]);
  return done;
}

self.addEventListener('install', function () { self.skipWaiting(); });

self.addEventListener('activate', function (event) {
  event.waitUntil(self.clients.claim().then(function () { return Promise.all([renew(VISITED), renew(AREA)]); }));
});

self.addEventListener('message', function (event) {
  const said = event.data || {};
  const answer = function (text) { if (event.ports[0]) event.ports[0].postMessage(text); };
  if (said.opened) event.waitUntil(take(VISITED + VERSION, said.opened).then(answer));
  if (said.area) {
    event.waitUntil(caches.delete(AREA + VERSION).then(function () { return take(AREA + VERSION, said.area); }).then(answer));
  }
});

/* fromKept looks in all our caches, whatever the version. */
async function fromKept(address) {
  for (const name of await kept(OURS)) {
    const answer = await (await caches.open(name)).match(address, { ignoreSearch: true });
    if (answer) return answer;
  }
  return undefined;
}

function nothing() {
  const text = '<!doctype html><html lang="' + WORDS.lang + '"><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
    '<title>' + WORDS.title + '</title><body data-page="offline"><h1>' + WORDS.title + '</h1><p>' + WORDS.text + '</p><p><a href="' +
    scope.pathname + 'index.html">' + WORDS.home + '</a></p></body></html>';
  return new Response(text, { status: 503, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': "default-src 'none'" } });
}

async function answerTo(event, url) {
  const address = bare(url.pathname.endsWith('/') ? url.href + 'index.html' : url.href);
  const have = await fromKept(address);
  if (have && isAsset(url)) return have;
  const network = fetch(event.request).then(function (answer) {
    event.waitUntil(keep(VISITED + VERSION, address, answer.clone()).catch(function () { /* no room on the device */ }));
    return answer;
  });
  network.catch(function () { /* told below */ });
  try {
    if (!have) return await network;
    return await Promise.race([network, new Promise(function (done) { setTimeout(function () { done(have); }, PATIENCE); })]);
  } catch (e) {
    if (have) return have;
    if (event.request.mode === 'navigate') return nothing();
    throw e;
  }
}

self.addEventListener('fetch', function (event) {
  const url = new URL(event.request.url);
  if (event.request.method === 'GET' && ours(url)) event.respondWith(answerTo(event, url));
});
